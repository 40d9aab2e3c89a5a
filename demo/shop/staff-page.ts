import type { OrderSummary } from '@ally-health/checkout-booking/server';
import { html } from 'hono/html';
import { formatPrice, page, type Markup } from './pages.js';
import type { RefundDue } from './refunds.js';

/** An order that needs a person. */
export interface OrderToHelp {
  readonly orderRef: string;
  /** The SDK's reason, or the visit's state in the shop. */
  readonly reason: string;
  /** Whether the SDK can book the order once what hinders it is put right. */
  readonly canBook: boolean;
  /** Whether the order has no appointment. */
  readonly isOpen: boolean;
  /** The reference of the order on the platform; null if the SDK does not know the order. */
  readonly externalRef: string | null;
  /** The platform's request id of the last error. */
  readonly requestId: string | null;
}

/** The next step of staff, by the reason. */
export const nextSteps: Readonly<Record<string, string>> = {
  no_selection:
    'The order came without a visit: the page’s script did not run, or no visit was free. Call the customer.',
  needs_person:
    'The SDK does not know the order. Look it up on the platform, and call the customer.',
  token_refused:
    'The selection was changed on its way, is for another Task, or is of the other mode of the platform’s key. Check PLATFORM_KEY, or call the customer.',
  token_expired:
    'The order was paid so late that its selection is not opened any more. Call the customer.',
  token_used: 'The customer paid twice for one selection: cancel this order, and refund it.',
  platform_refused:
    'The platform refuses the booking. Call the customer, or ask the platform with the request id.',
  platform_access_denied:
    'The platform does not accept the key, or a firewall stands between. Check PLATFORM_KEY and PLATFORM_BASE: the shop goes on by itself.',
  token_unreadable:
    'This shop has another sealing key than the one that sealed the selection. Check SEALING_KEYS: the shop goes on by itself.',
  paid_after_cancellation:
    'The customer paid after the order was cancelled. Refund the payment, then cancel the order once more.',
  outcome_unknown:
    'Nobody knows whether the visit was booked. Look it up on the platform, then cancel the order or call the customer.',
  platform_answer:
    'The platform’s answer was not understood; the log says where. Correct platform.mapping, then book again.',
  cancellation_refused: 'The platform refuses to cancel the visit. Call the platform.',
  foreign_appointment:
    'The order has a second visit that was not made by this shop. Look it up on the platform, and cancel one.',
};

function action(path: string, label: string, about: string): Markup {
  return html`<form method="post" action="/staff/${path}">
    <button aria-label="${label}: ${about}">${label}</button>
  </form>`;
}

function refund({ paymentId, orderRef, amount, currency }: RefundDue): Markup {
  return html`<li>
    <p>
      <strong>${orderRef}</strong>, ${formatPrice(amount, currency)}, payment
      <span class="id">${paymentId}</span>
    </p>
    ${action(`refunds/${paymentId}`, 'Mark as refunded', orderRef)}
  </li>`;
}

/** What staff need to ask the platform about an order. */
function platformFacts({ externalRef, requestId }: OrderToHelp): Markup | string {
  if (externalRef === null) return '';
  return html`<p class="quiet">
    On the platform: <span class="id">${externalRef}</span>${
      requestId === null ? '' : html`, request <span class="id">${requestId}</span>`
    }
  </p>`;
}

function toHelp(order: OrderToHelp): Markup {
  const { orderRef, reason, canBook, isOpen } = order;
  return html`<li>
    <p><strong>${orderRef}</strong>, ${reason}. ${nextSteps[reason] ?? 'The log says more.'}</p>
    ${platformFacts(order)}
    ${canBook ? action(`orders/${orderRef}/book`, 'Book again', orderRef) : ''}
    ${isOpen ? action(`orders/${orderRef}/arranged`, 'Arranged by hand', orderRef) : ''}
    ${action(`orders/${orderRef}/cancel`, 'Cancel the order', orderRef)}
  </li>`;
}

function waiting({ orderRef, state, error, dueAt }: OrderSummary): Markup {
  return html`<li>
    <p>
      <strong>${orderRef}</strong>, ${state}${error === null ? '' : `, ${error}`}, next at
      ${dueAt?.toISOString() ?? 'no time'}
    </p>
    ${action(`orders/${orderRef}/cancel`, 'Cancel the order', orderRef)}
  </li>`;
}

function section(id: string, title: string, items: readonly Markup[]): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${
      items.length === 0
        ? html`<p class="quiet">None.</p>`
        : html`<ul>
            ${items}
          </ul>`
    }
  </section>`;
}

/** The page of the shop's staff: refunds and orders that need a person. */
export function staffPage(lists: {
  readonly refunds: readonly RefundDue[];
  readonly ordersToHelp: readonly OrderToHelp[];
  readonly waitingOrders: readonly OrderSummary[];
}): Markup {
  return page({
    title: 'Staff',
    beside: 'Staff',
    body: html`<main class="staff">
      <h1>Refunds and orders</h1>
      ${section('refunds', 'Refunds due', lists.refunds.map(refund))}
      ${section('help', 'Orders that need a person', lists.ordersToHelp.map(toHelp))}
      ${section('waiting', 'Orders that wait to be booked', lists.waitingOrders.map(waiting))}
    </main>`,
  });
}
