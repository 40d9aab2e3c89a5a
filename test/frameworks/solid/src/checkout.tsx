import '@ally-health/checkout-booking/define';
import type { Prefill } from '@ally-health/checkout-booking';
import { createSignal, Show } from 'solid-js';

export const Checkout = (props: { customer: Prefill }) => {
  const [wanted, setWanted] = createSignal(true);
  const [said, say] = createSignal('');
  return (
    <form method="post" action="/order">
      <label>
        <input type="checkbox" checked={wanted()} onChange={() => setWanted(!wanted())} />
        Book a home visit
      </label>
      <Show when={wanted()}>
        <ally-booking
          name="appointment"
          required
          api-base="/ally"
          task-id="tsk_blood"
          prop:prefill={props.customer}
          on:ally-step={({ detail }) => say(`Step: ${detail.to}`)}
          on:ally-change={({ detail }) => say(`Visit: ${detail.startAt}`)}
        >
          Call us on 020 7946 0000 to book your visit.
        </ally-booking>
      </Show>
      <p role="status">{said()}</p>
      <button>Pay</button>
    </form>
  );
};
