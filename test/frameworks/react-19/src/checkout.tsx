import '@ally-health/checkout-booking/define';
import type { Prefill } from '@ally-health/checkout-booking';
import { useState } from 'react';

export const Checkout = ({ customer }: { customer: Prefill }) => {
  const [wanted, setWanted] = useState(true);
  const [said, say] = useState('');
  return (
    <form method="post" action="/order">
      <label>
        <input type="checkbox" checked={wanted} onChange={() => setWanted(!wanted)} />
        Book a home visit
      </label>
      {wanted && (
        <ally-booking
          name="appointment"
          required
          api-base="/ally"
          task-id="tsk_blood"
          prefill={customer}
          onally-step={({ detail }) => say(`Step: ${detail.to}`)}
          onally-change={({ detail }) => say(`Visit: ${detail.startAt}`)}
        >
          Call us on 020 7946 0000 to book your visit.
        </ally-booking>
      )}
      <p role="status">{said}</p>
      <button>Pay</button>
    </form>
  );
};
