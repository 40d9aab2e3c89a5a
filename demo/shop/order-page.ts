import { html } from 'hono/html';
import { statusOf, type Order, type OrderStatus } from './orders.js';
import { elementScript, formatPrice, page, payButton, type Markup } from './pages.js';

const phone = html`<a href="tel:+442079460000">020 7946 0000</a>`;

/** "Wednesday 6 August, 9am to 12pm", in the time zone of the place. */
function formatWindow(startAt: string, endAt: string, timeZone: string): string {
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
  const [start, end] = [new Date(startAt), new Date(endAt)];
  const time = (at: Date): string => clock.format(at).replace(':00', '').replace(/\s/, '');
  return `${day.format(start)}, ${time(start)} to ${time(end)}`;
}

interface Message {
  readonly title: string;
  readonly text: Markup;
}

/** The refund after a cancellation. */
function refundText({ payment, amount, currency }: Order): Markup {
  if (payment === 'refund_due')
    return html`<p>
      We give you back your ${formatPrice(amount, currency)} within five working days, less what a
      late cancellation costs by our terms.
    </p>`;
  if (payment === 'refunded') return html`<p>We have given you back your money.</p>`;
  return html`<p>Nothing was charged.</p>`;
}

/** The text for each status, with the actions of the customer. Those of staff are on the staff page. */
const messages: Record<OrderStatus, (order: Order) => Message> = {
  awaiting_payment: ({ ref }) => ({
    title: 'Waiting for your payment',
    text: html`<p>
        If you have paid, there is nothing to do: this page changes as soon as your payment reaches
        us. Your time is not booked before that.
      </p>
      <p>Not paid yet?</p>
      ${payButton(ref, 'Go to the payment')}`,
  }),
  window_lapsed: () => ({
    title: 'The time you chose is no longer kept',
    text: html`<p>
        Nothing is booked. If you have paid, there is nothing to do: we ask you to choose another
        time as soon as your payment reaches us.
      </p>
      <p>Not paid yet? <a href="/">Choose a time again</a></p>`,
  }),
  payment_failed: ({ ref }) => ({
    title: 'Your payment did not go through',
    text: html`<p>
        Nothing was charged, and nothing is booked. You can try again, or with another card.
      </p>
      ${payButton(ref, 'Try again')}`,
  }),
  being_booked: () => ({
    title: 'We are booking your visit',
    text: html`<p>
      Your payment has arrived. Booking takes a few seconds as a rule; you can close this page, and
      your visit is booked all the same.
    </p>`,
  }),
  needs_person: () => ({
    title: 'We could not book your visit yet',
    text: html`<p>
      Your payment has arrived and your order is safe. We call you by the end of the next working
      day to arrange your visit or to give you your money back. You need not do anything; if you
      would rather call us, we are on ${phone}.
    </p>`,
  }),
  arranged: () => ({
    title: 'Your visit is arranged',
    text: html`<p>
      Your payment has arrived, and your visit is at the time that we agreed with you. To change it,
      call us on ${phone}.
    </p>`,
  }),
  scheduled: () => ({
    title: 'Thank you for your order',
    text: html`<p>Your payment has arrived and your visit is booked.</p>`,
  }),
  other_window: () => ({
    title: 'Your visit is booked for another time',
    text: html`<p>
      Your payment has arrived. Your visit is not at the time that you chose in our shop: see below.
      If the new time does not suit you, call us on ${phone}.
    </p>`,
  }),
  patient_led: () => ({
    title: 'Choose another time',
    text: html`<p>
      Your payment has arrived, but the time you chose was taken meanwhile. You get a text message
      and an email with a link to choose another; your visit costs nothing more.
    </p>`,
  }),
  cancelled: (order) => ({ title: 'Your visit is cancelled', text: refundText(order) }),
  closed: () => ({
    title: 'Your visit is over',
    text: html`<p>Did something go wrong with it? Call us on ${phone}.</p>`,
  }),
  unrecognised: () => ({
    title: 'Your visit has changed',
    text: html`<p>Your payment has arrived. Call us on ${phone} to hear when your visit is.</p>`,
  }),
  no_selection: () => ({
    title: 'Your visit is still to be arranged',
    text: html`<p>
      Your payment has arrived, but no time was chosen with your order. Call us on ${phone} and we
      arrange it with you, or give you your money back.
    </p>`,
  }),
};

/** Statuses that change without the customer. The page's script polls for a change. */
const WAITING: ReadonlySet<OrderStatus> = new Set([
  ...(['awaiting_payment', 'window_lapsed', 'being_booked'] as const),
]);

function facts(order: Order): Markup {
  const { windowStartAt, windowEndAt, timeZone } = order;
  const isChosen = windowStartAt !== null && windowEndAt !== null && timeZone !== null;
  // The element shows the appointment's own time.
  const chosenWindow =
    isChosen && order.appointmentId === null
      ? html`<div>
          <dt>Time you chose</dt>
          <dd>${formatWindow(windowStartAt, windowEndAt, timeZone)}</dd>
        </div>`
      : '';
  return html`<dl class="facts">
    <div>
      <dt>Order</dt>
      <dd>${order.ref}</dd>
    </div>
    <div>
      <dt>Total</dt>
      <dd>${formatPrice(order.amount, order.currency)}</dd>
    </div>
    ${chosenWindow}
  </dl>`;
}

/**
 * The visit, which the element shows and may cancel. Its token is only in this page, which is not cached and is served
 * only to the holder of the customer's key. The element sends it in a header.
 */
function visit({ appointmentId, manageToken }: Order): Markup | '' {
  if (appointmentId === null || manageToken === null) return '';
  return html`<ally-appointment
    api-base="/ally"
    appointment-id="${appointmentId}"
    manage-token="${manageToken}"
  >
    Call us on ${phone} about your visit.
  </ally-appointment>`;
}

/** The page of an order. It reloads itself when the status changes; without scripts every five seconds. */
export function orderPage(order: Order): Markup {
  const status = statusOf(order);
  const { title, text } = messages[status](order);
  const isWaiting = WAITING.has(status);
  return page({
    title,
    beside: `Order ${order.ref}`,
    head: html`${elementScript}
      <script type="module" src="/look/order.js"></script>
      ${isWaiting ? html`<noscript><meta http-equiv="refresh" content="5" /></noscript>` : ''}`,
    body: html`<main
      class="thanks order"
      data-status="${status}"
      data-status-url="/orders/${order.ref}/status"
      ${isWaiting ? 'data-waiting' : ''}
    >
      <div class="message" role="status">
        <h1>${title}</h1>
        ${text}
      </div>
      ${facts(order)} ${visit(order)}
      <a class="again" href="/">Back to the shop</a>
    </main>`,
  });
}
