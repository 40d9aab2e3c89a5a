/** The pretend shop around a live booking: its form, and its order page. */
import type { Booking } from '../../src/index.js';

interface Service {
  readonly ask: typeof fetch;
  readonly base: string;
}

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), properties);

/** The order's number: letters, digits and a dash, as a booking's reference must be. */
const newOrderRef = (): string => `LK-${crypto.randomUUID().slice(0, 8)}`;

/** What a shop's server does when the order is paid; null when the order came without a visit. */
const bookPaid = async (token: string, { ask, base }: Service): Promise<Booking | null> => {
  if (token === '') return null;
  const answer = await ask(`${base}/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, orderRef: newOrderRef() }),
  });
  if (!answer.ok) throw new Error('The order was refused.');
  return (await answer.json()) as Booking;
};

const fallback = 'Call us on 020 7946 0000 to book your visit.';

/** A checkout with nothing in it but the visit. */
export const orderForm = ({
  whenPaid,
  ...service
}: Service & { readonly whenPaid: (booked: Booking | null) => void }) => {
  const booking = element('ally-booking');
  const attributes = { name: 'appointment', 'api-base': service.base, 'task-id': 'tsk_blood' };
  for (const [name, value] of Object.entries(attributes)) booking.setAttribute(name, value);
  booking.toggleAttribute('required', true);
  booking.fetch = service.ask;
  booking.append(fallback);
  const said = element('p', { className: 'said', role: 'status' });
  const form = element('form');
  form.append(
    booking,
    said,
    element('button', { className: 'pay', type: 'submit', textContent: 'Pay (pretend)' }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const token = new FormData(form).get('appointment');
    bookPaid(typeof token === 'string' ? token : '', service).then(whenPaid, () => {
      said.textContent = 'The order did not go through. Nothing was charged. Try again.';
    });
  });
  return { form, booking };
};

/** The order page, with the visit as its patient sees it. */
export const orderPage = (
  booked: Booking | null,
  { ask, base, again }: Service & { readonly again: () => void },
): HTMLElement => {
  const page = element('div', { className: 'order' });
  const said = element('p', { className: 'said', role: 'status' });
  said.textContent = booked
    ? 'Paid, and booked. This is your order page:'
    : 'Paid. We will get in touch to arrange your visit.';
  page.append(said);
  if (booked) {
    const visit = element('ally-appointment');
    visit.setAttribute('api-base', base);
    visit.setAttribute('appointment-id', booked.appointment.id);
    visit.manageToken = booked.manageToken;
    visit.fetch = ask;
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
