import type { OpenedSelection } from '@ally-health/checkout-booking/server';
import { html } from 'hono/html';
import { standingOf, type Order, type Standing } from './orders.js';
import { elementScript, page, sayPrice, type Markup } from './pages.js';

type Summary = OpenedSelection['summary'];

const phone = html`<a href="tel:+442079460000">020 7946 0000</a>`;

/** "Wednesday 6 August, 9am to 12pm", in the zone of the visit. */
const sayWhen = ({ startAt, endAt, timeZone }: Summary): string => {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    hour12: true,
  });
  const say = (time: Date): string => clock.format(time).replace(':00', '').replace(/\s/, '');
  const [start, end] = [new Date(startAt), new Date(endAt)];
  return `${day.format(start)}, ${say(start)} to ${say(end)}`;
};

/** What the customer is told, and what they can do; what somebody in the shop does about it is told to the log. */
const words: Record<Standing, (order: Order) => { title: string; text: Markup }> = {
  'awaiting-payment': (order) => ({
    title: 'Waiting for your payment',
    text: html`<p>
        If you have paid, there is nothing to do: this page changes by itself as soon as we hear of
        it. Your time is not booked before that.
      </p>
      <p>Not paid yet? <a href="/pay/${order.ref}">Go to the payment</a></p>`,
  }),
  'payment-failed': (order) => ({
    title: 'Your payment did not go through',
    text: html`<p>
        Nothing was charged, and nothing is booked. You can try again, or with another card.
      </p>
      <a class="pay" href="/pay/${order.ref}">Try again</a>`,
  }),
  'being-booked': () => ({
    title: 'We are booking your visit',
    text: html`<p>
      Your payment has arrived. Booking takes a few seconds as a rule; you can close this page, and
      your visit is booked all the same.
    </p>`,
  }),
  booked: () => ({
    title: 'Thank you for your order',
    text: html`<p>Your payment has arrived and your visit is booked.</p>`,
  }),
  'patient-led': () => ({
    title: 'Choose another time',
    text: html`<p>
      Your payment has arrived, but the time you chose was taken meanwhile. You get a text message
      and an email with a link to choose another; your visit costs nothing more.
    </p>`,
  }),
  'no-visit': () => ({
    title: 'Your visit is still to be arranged',
    text: html`<p>
      Your payment has arrived, but no time was chosen with your order. Call us on ${phone} and we
      arrange it with you, or give you your money back.
    </p>`,
  }),
  'needs-person': () => ({
    title: 'We could not book your visit yet',
    text: html`<p>
      Your payment has arrived and your order is safe. One of us is looking at it, and calls you by
      the end of the next working day to arrange your visit or to give you your money back. You need
      not do anything; if you would rather call us, we are on ${phone}.
    </p>`,
  }),
  cancelled: ({ payment, amount, currency }) => ({
    title: 'Your visit is cancelled',
    text:
      payment === 'refund-due'
        ? html`<p>
            We give you back your ${sayPrice(amount, currency)} within five working days, less what
            a late cancellation costs by our terms.
          </p>`
        : html`<p>Nothing was charged.</p>`,
  }),
};

const facts = (order: Order, chosen: Summary | undefined): Markup =>
  html`<dl class="facts">
    <div>
      <dt>Order</dt>
      <dd>${order.ref}</dd>
    </div>
    <div>
      <dt>Total</dt>
      <dd>${sayPrice(order.amount, order.currency)}</dd>
    </div>
    ${
      chosen
        ? html`<div>
            <dt>Time you chose</dt>
            <dd>${sayWhen(chosen)}</dd>
          </div>`
        : ''
    }
  </dl>`;

/**
 * The visit itself, which the element reads and may cancel. Its token stands in this page alone, which nobody keeps
 * and only the holder of the order’s key is given; the element sends it in a header.
 */
const visit = ({ appointmentId, manageToken }: Order): Markup | '' =>
  appointmentId !== null && manageToken !== null
    ? html`<ally-appointment
        api-base="/ally"
        appointment-id="${appointmentId}"
        manage-token="${manageToken}"
      >
        Call us on ${phone} about your visit.
      </ally-appointment>`
    : '';

/** An order as it stands. Its script looks whether it stands otherwise by now; without scripts the browser does. */
export const orderPage = (order: Order, chosen: Summary | undefined): Markup => {
  const standing = standingOf(order);
  const { title, text } = words[standing](order);
  const isWaiting = standing === 'awaiting-payment' || standing === 'being-booked';
  return page({
    title,
    beside: `Order ${order.ref}`,
    head: html`${elementScript}
      <script type="module" src="/look/order.js"></script>
      ${isWaiting ? html`<noscript><meta http-equiv="refresh" content="5" /></noscript>` : ''}`,
    body: html`<main
      class="thanks order"
      data-standing="${standing}"
      data-address="/orders/${order.ref}/standing"
    >
      <div class="said" role="status">
        <h1>${title}</h1>
        ${text}
      </div>
      ${facts(order, chosen)} ${visit(order)}
      <a class="again" href="/">Back to the shop</a>
    </main>`,
  });
};
