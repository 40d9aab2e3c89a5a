import type { Booking } from '../src/index.js';

/** The order's number: letters, digits and a dash, as a booking's reference must be. */
const newOrderRef = (): string =>
  `LK-${String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(10, '0')}`;

const find = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
};

/** "Wednesday 6 August, 09:00 to 12:00": how this shop says when, in the zone of the visit. */
const sayWhen = ({ startAt, endAt, timeZone }: Booking['appointment']): string | null => {
  if (startAt === undefined || endAt === undefined) return null;
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [start, end] = [new Date(startAt), new Date(endAt)];
  return `${day.format(start)}, ${clock.format(start)} to ${clock.format(end)}`;
};

const row = (term: string, description: string): HTMLElement => {
  const group = document.createElement('div');
  for (const [tag, text] of [
    ['dt', term],
    ['dd', description],
  ] as const)
    group.appendChild(document.createElement(tag)).textContent = text;
  return group;
};

const showThanks = (orderRef: string, booking: Booking | null): void => {
  find('order-ref').textContent = orderRef;
  const when = booking && sayWhen(booking.appointment);
  find('appointment').replaceChildren(
    ...(booking
      ? [
          row('Visit', booking.appointment.taskName),
          row('When', when ?? 'To be chosen'),
          row('Where', booking.appointment.postcode),
          row('Patient', booking.appointment.firstName),
          row('Reference', booking.appointment.id),
        ]
      : []),
  );
  find('what-next').textContent = when
    ? 'The clinician comes within this time. We have sent the details by email.'
    : 'We will get in touch to arrange your visit.';
  find('shop').hidden = true;
  find('thanks').hidden = false;
  find('thanks-title').focus();
};

/** What a shop does with the form: read it, order, and say thank you. */
export const openCheckout = (
  form: HTMLFormElement,
  { ask, base }: { readonly ask: typeof fetch; readonly base: string },
): void => {
  const pay = form.querySelector<HTMLButtonElement>('.pay');
  const order = async (): Promise<void> => {
    const data = new FormData(form);
    const token = data.get('appointment');
    find('sent').textContent = [...data]
      .map(([name, value]) => `${name}: ${value as string}`)
      .join('\n');
    const orderRef = newOrderRef();
    if (typeof token !== 'string' || token === '') {
      showThanks(orderRef, null);
      return;
    }
    const answer = await ask(`${base}/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, orderRef }),
    });
    if (!answer.ok) throw new Error('The order was refused.');
    showThanks(orderRef, (await answer.json()) as Booking);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (pay?.getAttribute('aria-busy') === 'true') return;
    pay?.setAttribute('aria-busy', 'true');
    const refusal = find('refusal');
    refusal.hidden = true;
    order()
      .catch(() => {
        refusal.textContent = 'The payment did not go through. Nothing was charged. Try again.';
        refusal.hidden = false;
      })
      .finally(() => {
        pay?.removeAttribute('aria-busy');
      });
  });
};
