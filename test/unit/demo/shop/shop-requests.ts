/** Requests of a customer, of the payment provider and of the platform to a shop that `openShop` has opened. */
import { createHmac } from 'node:crypto';
import { makeRound } from '../../../../demo/shop/worker.js';
import type { OpenShop } from './open-shop.js';

/** Submits the checkout form. */
export async function placeOrder(
  shop: OpenShop,
  token: string,
  headers: Record<string, string> = {},
) {
  const response = await shop.submit('/orders', { appointment: token }, headers);
  return { response, cookie: cookieOf(response), ref: shop.payments.at(-1)?.reference ?? '' };
}

/** Sends a callback that is signed by the payment provider. */
export async function callBack(
  shop: OpenShop,
  type: 'payment.paid' | 'payment.failed',
  change = {},
) {
  const { id, reference, amount, currency } = { ...shop.payments.at(-1), ...change };
  const body = JSON.stringify({ type, payment: { id, reference, amount, currency } });
  const time = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', shop.settings.paymentSecret)
    .update(`${time}.${body}`)
    .digest('hex');
  const headers = { 'Payment-Signature': `t=${time},v1=${mac}` };
  return await shop.request('/payments/callback', { method: 'POST', headers, body });
}

/** Sends a webhook of the platform about its last appointment. */
export async function sendWebhook(shop: OpenShop, type: string, id = 'evt_1'): Promise<Response> {
  const appointment = shop.platform.appointments.at(-1);
  const body = JSON.stringify({ id, type, data: { appointment } });
  const headers = await shop.ally.webhooks.sign(body);
  return await shop.request('/webhooks/ally', { method: 'POST', headers, body });
}

/** Requests a page with the customer's cookie. */
export async function readText(shop: OpenShop, path: string, cookie: string): Promise<string> {
  return await (await shop.request(path, { headers: { Cookie: cookie } })).text();
}

/** Places an order, pays for it and lets the worker book it. */
export async function orderAndBook(shop: OpenShop) {
  const placed = await placeOrder(shop, await shop.seal());
  await callBack(shop, 'payment.paid');
  await makeRound(shop, '');
  return placed;
}

/** The cookie of a response, as the browser sends it. */
function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
