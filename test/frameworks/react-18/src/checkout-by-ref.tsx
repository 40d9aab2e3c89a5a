import '@ally-health/checkout-booking/define';
import type { AllyBooking, Prefill } from '@ally-health/checkout-booking';
import { useEffect, useRef, useState } from 'react';

export const Checkout = ({ customer }: { customer: Prefill }) => {
  const booking = useRef<AllyBooking>(null);
  const [wanted, setWanted] = useState(true);
  const [said, say] = useState('');
  useEffect(() => {
    const element = booking.current;
    if (!element) return;
    const listening = new AbortController();
    const { signal } = listening;
    element.prefill = customer;
    element.addEventListener('ally-step', ({ detail }) => say(`Step: ${detail.to}`), { signal });
    element.addEventListener('ally-change', ({ detail }) => say(`Visit: ${detail.startAt}`), {
      signal,
    });
    return () => listening.abort();
  }, [wanted, customer]);
  return (
    <form method="post" action="/order">
      <label>
        <input type="checkbox" checked={wanted} onChange={() => setWanted(!wanted)} />
        Book a home visit
      </label>
      {wanted && (
        <ally-booking
          ref={booking}
          name="appointment"
          required
          api-base="/ally"
          task-id="tsk_blood"
        >
          Call us on 020 7946 0000 to book your visit.
        </ally-booking>
      )}
      <p role="status">{said}</p>
      <button>Pay</button>
    </form>
  );
};
