/** What a browser sends to the reference shop and to its payment provider, without one: for tests of many orders. */
import * as contract from '../../src/api/contract/schemas.js';
import { postcode, selectionOf } from '../unit/mocks/visit.js';
import { placesIn } from './clinic-orders.js';

export interface PlacedOrder {
  readonly ref: string;
  /** What the browser keeps to see its order. */
  readonly cookie: string;
}

const post = async (origin: string, path: string, body: object): Promise<unknown> => {
  const answer = await fetch(`${origin}/ally${path}`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return await answer.json();
};

/** Chooses a window for each of several visits, with room to spare; gives each window and its sealed selection. */
export const chooseVisits = async (origin: string, count: number) => {
  const place = { taskId: 'tsk_blood', postcode };
  const { windows = [] } = contract.coverage.parse(await post(origin, '/coverage', place));
  const chosen = [];
  for (const window of placesIn(windows, count)) {
    const consents = [{ id: 'care', version: '2026-01', acceptedAt: new Date().toISOString() }];
    const selection = { ...selectionOf(window.id), consents };
    const { token } = contract.sealedSelection.parse(await post(origin, '/selections', selection));
    chosen.push({ window, token });
  }
  return chosen;
};

/** Chooses a window for one visit. */
export const chooseVisit = async (origin: string) => {
  const [chosen] = await chooseVisits(origin, 1);
  if (!chosen) throw new Error('Nothing was chosen.');
  return chosen;
};

const sendForm = (address: string, fields: Record<string, string>, headers = {}) =>
  fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields),
  });

/** Sends the checkout's form. */
export const placeOrder = async (origin: string, token: string): Promise<PlacedOrder> => {
  const answer = await sendForm(`${origin}/orders`, { appointment: token }, { Origin: origin });
  const ref = answer.headers.get('location')?.split('/').at(-1) ?? '';
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (answer.status !== 303)
    throw new Error(`The order was answered with ${String(answer.status)}.`);
  return { ref, cookie };
};

/** Follows the shop to the payment provider's page; gives its address. */
export const goToPay = async (origin: string, { ref, cookie }: PlacedOrder): Promise<string> => {
  const ask = (): Promise<Response> =>
    fetch(`${origin}/pay/${ref}`, { redirect: 'manual', headers: { Cookie: cookie } });
  let answer = await ask();
  // The provider was too slow for the shop, whose page offers to try again.
  while (answer.status === 503) answer = await ask();
  const address = answer.headers.get('location');
  if (address === null) throw new Error(`The shop answered with ${String(answer.status)}.`);
  return address;
};

/** Presses a button on the provider's page. */
export const payOn = async (address: string, act: 'pay' | 'refuse' = 'pay'): Promise<void> => {
  await sendForm(address, { act });
};

/** Orders and pays. */
export const orderAndPay = async (origin: string, token: string): Promise<PlacedOrder> => {
  const order = await placeOrder(origin, token);
  await payOn(await goToPay(origin, order));
  return order;
};

/** The order's page as its browser gets it. */
export const readOrderPage = async (
  origin: string,
  { ref, cookie }: PlacedOrder,
): Promise<{ readonly status: number; readonly text: string }> => {
  const answer = await fetch(`${origin}/orders/${ref}`, { headers: { Cookie: cookie } });
  return { status: answer.status, text: await answer.text() };
};
