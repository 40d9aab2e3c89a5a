import { createAlly } from '@ally-health/checkout-booking/server';
import { isFromPaymentProvider } from './check-payment.mjs';

const taskId = 'tsk_blood';
const priceWithoutVisit = { amount: 1900, currency: 'GBP' };
let relay;

/** Reads a variable of the Worker's environment. */
function read(env, name) {
  if (!env[name]) throw new Error(`${name} is missing in the environment.`);
  return env[name];
}

/** The relay that lists and seals needs no store. The platform's key and the sealing key are those of the Node server. */
function makeRelay(env) {
  const ally = createAlly({
    platform: {
      key: read(env, 'ALLY_PLATFORM_KEY'),
      baseUrl: env.ALLY_PLATFORM_BASE || undefined,
    },
    sealing: {
      keys: [{ kid: read(env, 'ALLY_SEALING_KID'), secret: read(env, 'ALLY_SEALING_SECRET') }],
    },
    namespace: 'shop',
  });
  const care = {
    id: 'care',
    version: '2026-11',
    text: 'I agree to the home visit.',
    required: true,
  };
  return ally.relay({
    basePath: '/ally',
    origins: [read(env, 'SHOP_ORIGIN')],
    tasks: {
      tsk_blood: { name: 'Blood test at home', consents: [care] },
      tsk_vitamins: { name: 'Vitamin test at home', consents: [care] },
    },
  });
}

/** Calls /ally/orders of the Node server, which has the store. */
function callOrders(env, operation, body, headers) {
  return fetch(`${read(env, 'ALLY_RELAY').replace(/\/+$/, '')}/orders/${operation}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${read(env, 'ALLY_ORDER_SECRET')}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: body instanceof ArrayBuffer ? body : JSON.stringify(body),
  });
}

/** The failure of a call. 202: the outcome is not known yet, so the caller is asked to call again. */
async function failureOf(answer) {
  const { error } = await answer.json().catch(() => ({}));
  const { code = 'unexpected_answer', message = 'The relay did not answer: check ALLY_RELAY.' } =
    error ?? {};
  console.error(`${code} (${answer.status}): ${message}`);
  return Response.json({ code }, { status: answer.status < 400 ? 503 : answer.status });
}

async function placeOrder(request, env) {
  const form = Object.fromEntries(await request.formData());
  const { orderRef, appointment: token } = form;
  // The customer buys without a visit.
  if (!token) {
    const order = { orderRef, price: priceWithoutVisit, willBookWindow: null };
    return Response.json(order, { status: 201 });
  }
  const opened = await callOrders(env, 'open', { token, taskId, orderRef });
  if (opened.status !== 200) return await failureOf(opened);
  const accepted = await callOrders(env, 'accept', { orderRef, token, taskId });
  if (accepted.status !== 200) return await failureOf(accepted);
  const { price, willBookWindow } = await opened.json();
  return Response.json({ orderRef, price, willBookWindow }, { status: 201 });
}

async function recordPayment(request, env) {
  const authorization = request.headers.get('authorization');
  if (!(await isFromPaymentProvider(authorization, read(env, 'PAYMENT_SECRET'))))
    return new Response(null, { status: 401 });
  const { orderRef, status } = await request.json();
  if (status === 'paid') {
    const accepted = await callOrders(env, 'accept', { orderRef, taskId, paid: true });
    if (accepted.status !== 200) return await failureOf(accepted);
    const { order } = await accepted.json();
    // Raise an alarm, unless your order has no visit.
    if (order === null) console.error(`order ${orderRef}: paid, without a selection`);
  }
  if (status === 'refunded') {
    const cancelled = await callOrders(env, 'cancel', { orderRef, reason: 'Refunded.' });
    if (cancelled.status !== 200) return await failureOf(cancelled);
  }
  return new Response(null, { status: 204 });
}

/** Passes a webhook on, byte for byte: its signature covers the bytes. */
async function passWebhook(request, env) {
  const signature = request.headers.get('ally-signature') ?? '';
  const body = await request.arrayBuffer();
  const answer = await callOrders(env, 'webhook', body, { 'ally-signature': signature });
  return answer.status === 200 ? new Response(null, { status: 204 }) : await failureOf(answer);
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/ally/')) {
      relay ??= makeRelay(env);
      return await relay(request, { address: request.headers.get('cf-connecting-ip') });
    }
    switch (`${request.method} ${pathname}`) {
      case 'POST /orders':
        return await placeOrder(request, env);
      case 'POST /payments':
        return await recordPayment(request, env);
      case 'POST /webhooks/ally':
        return await passWebhook(request, env);
      default:
        return new Response(null, { status: 404 });
    }
  },

  /** The Worker's cron trigger, `* * * * *`. */
  async scheduled(_event, env) {
    const answer = await callOrders(env, 'run-due', {});
    if (!answer.ok) throw new Error(`run-due: ${answer.status}`);
  },
};
