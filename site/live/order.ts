/** The mock shop around a live booking: its form, and its order page. */
import type { Booking } from '../../src/index.js';

interface Service {
  readonly fetch: typeof globalThis.fetch;
  readonly base: string;
}

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), properties);

/** Returns a new order reference: it may have letters, digits and dashes. */
const newOrderRef = (): string => `LK-${crypto.randomUUID().slice(0, 8)}`;

/** Books the visit of a paid order, as a shop's server does. Resolves to null for an order without a visit. */
const bookPaid = async (token: string, { fetch, base }: Service): Promise<Booking | null> => {
  if (token === '') return null;
  const response = await fetch(`${base}/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, orderRef: newOrderRef() }),
  });
  if (!response.ok) throw new Error('The order was refused.');
  return (await response.json()) as Booking;
};

const fallback = 'Call us on 020 7946 0000 to book your visit.';

/** Creates a checkout form with the visit alone. */
export const orderForm = ({
  whenPaid,
  ...service
}: Service & { readonly whenPaid: (booked: Booking | null) => void }) => {
  const booking = element('ally-booking');
  const attributes = { name: 'appointment', 'api-base': service.base, 'task-id': 'tsk_blood' };
  for (const [name, value] of Object.entries(attributes)) booking.setAttribute(name, value);
  booking.toggleAttribute('required', true);
  booking.fetch = service.fetch;
  booking.append(fallback);
  const status = element('p', { className: 'status', role: 'status' });
  const form = element('form');
  form.append(
    booking,
    status,
    element('button', { className: 'pay', type: 'submit', textContent: 'Pay (demo)' }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const token = new FormData(form).get('appointment');
    bookPaid(typeof token === 'string' ? token : '', service).then(whenPaid, () => {
      status.textContent = 'The order did not go through. Nothing was charged. Try again.';
    });
  });
  return { form, booking };
};

/** Creates the order page, with the visit if one is booked. */
export const orderPage = (
  booked: Booking | null,
  { fetch, base, again }: Service & { readonly again: () => void },
): HTMLElement => {
  const page = element('div', { className: 'order' });
  const status = element('p', { className: 'status', role: 'status' });
  status.textContent = booked
    ? 'Paid, and booked. This is your order page:'
    : 'Paid. We will get in touch to arrange your visit.';
  page.append(status);
  if (booked) {
    const visit = element('ally-appointment');
    visit.setAttribute('api-base', base);
    visit.setAttribute('appointment-id', booked.appointment.id);
    visit.manageToken = booked.manageToken;
    visit.fetch = fetch;
    page.append(visit);
  }
  const button = element('button', {
    className: 'pay',
    type: 'button',
    textContent: 'Start again',
  });
  button.addEventListener('click', again);
  page.append(button);
  return page;
};
