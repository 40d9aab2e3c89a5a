import { createAlly } from '@ally-health/checkout-booking/server';
import { isFromPaymentProvider } from './check-payment.mjs';

const taskId = 'tsk_blood';
let relay;

/** The relay that lists and seals needs no store. The platform's key and the sealing key are those of the Node server. */
function makeRelay(env) {
  const ally = createAlly({
    platform: { key: env.ALLY_PLATFORM_KEY, baseUrl: env.ALLY_PLATFORM_BASE },
    sealing: { keys: [{ kid: '2026-11', secret: env.ALLY_SEALING_SECRET }] },
  });
  const care = {
    id: 'care',
    version: '2026-11',
    text: 'I agree to the home visit.',
    required: true,
  };
  return ally.relay({
    basePath: '/ally',
    origins: [env.SHOP_ORIGIN],
    tasks: {
      tsk_blood: { name: 'Blood test at home', consents: [care] },
      tsk_vitamins: { name: 'Vitamin test at home', consents: [care] },
    },
  });
}

/** Calls /ally/orders of the Node server, which has the store. */
function callOrders(env, operation, body, headers) {
  return fetch(`${env.ALLY_RELAY}/orders/${operation}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${env.ALLY_ORDER_SECRET}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: body instanceof ArrayBuffer ? body : JSON.stringify(body),
  });
}

/** The failure of a call. 202: the outcome is not known yet, so the caller is asked to call again. */
async function failureOf(answer) {
  const { error } = await answer.json().catch(() => ({}));
  const status = answer.status < 400 ? 503 : answer.status;
  return Response.json({ code: error?.code ?? 'unavailable' }, { status });
}

async function placeOrder(request, env) {
  const token = (await request.formData()).get('appointment');
  const orderRef = crypto.randomUUID();
  const opened = await callOrders(env, 'open', { token, taskId, orderRef });
  if (opened.status !== 200) return await failureOf(opened);
  const accepted = await callOrders(env, 'accept', { orderRef, token, taskId });
  if (accepted.status !== 200) return await failureOf(accepted);
  const { price, willBookWindow } = await opened.json();
  return Response.json({ orderRef, price, willBookWindow }, { status: 201 });
}

async function recordPayment(request, env) {
  const authorization = request.headers.get('authorization');
  if (!(await isFromPaymentProvider(authorization, env.PAYMENT_SECRET)))
    return new Response(null, { status: 401 });
  const { orderRef, status } = await request.json();
  let answer;
  if (status === 'paid') answer = await callOrders(env, 'accept', { orderRef, taskId, paid: true });
  if (status === 'refunded')
    answer = await callOrders(env, 'cancel', { orderRef, reason: 'Refunded.' });
  return answer && answer.status !== 200
    ? await failureOf(answer)
    : new Response(null, { status: 204 });
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
