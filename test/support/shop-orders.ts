/** What a browser sends to the reference shop and to its payment provider, without one: for tests of many orders. */
import * as contract from '../../src/api/contract.js';
import { postcode, selectionOf } from '../unit/mocks/visit.js';

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

/** Chooses a window by its place in the list; gives it and the sealed selection. */
export const chooseVisit = async (origin: string, index = 0) => {
  const place = { taskId: 'tsk_blood', postcode };
  const { windows = [] } = contract.coverage.parse(await post(origin, '/coverage', place));
  const window = windows[index];
  if (!window) throw new Error('Too few windows are free.');
  const selection = { ...selectionOf(window.id), consents: [] };
  const consents = [{ id: 'care', version: '2026-01', acceptedAt: new Date().toISOString() }];
  const sealed = await post(origin, '/selections', { ...selection, consents });
  return { window, token: contract.sealedSelection.parse(sealed).token };
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
  const answer = await fetch(`${origin}/pay/${ref}`, {
    redirect: 'manual',
    headers: { Cookie: cookie },
  });
  return answer.headers.get('location') ?? '';
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
