import { createServer } from 'node:http';
import { ServerError, toNodeListener } from '@ally-health/checkout-booking/server';
import { isFromPaymentProvider } from './check-payment.mjs';
import { ally, env, relayOptions } from './options.mjs';
import { placeOrder } from './place-order.mjs';
import { receiveWebhook } from './receive-webhook.mjs';
import { recordPayment } from './record-payment.mjs';

const MAX_BODY_BYTES = 256 * 1024;

const paymentSecret = env('PAYMENT_SECRET');
const trustProxy = Number(process.env.TRUST_PROXY ?? 0);
const serveRelay = toNodeListener(ally.relay(relayOptions), { trustProxy });

async function readBody(incoming) {
  const chunks = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new RangeError('The body is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const routes = {
  async 'POST /orders'(incoming) {
    const form = new URLSearchParams((await readBody(incoming)).toString());
    return { status: 201, body: await placeOrder(Object.fromEntries(form)) };
  },
  async 'POST /payments'(incoming) {
    if (!(await isFromPaymentProvider(incoming.headers.authorization, paymentSecret)))
      return { status: 401 };
    await recordPayment(JSON.parse((await readBody(incoming)).toString()));
    return { status: 204 };
  },
  async 'POST /webhooks/ally'(incoming) {
    await receiveWebhook({ body: await readBody(incoming), headers: incoming.headers });
    return { status: 204 };
  },
};

function toFailure(error) {
  // It holds nothing about a patient.
  console.error(error);
  if (!(error instanceof ServerError)) return { status: 500, body: { code: 'internal' } };
  const { code, canRetry } = error;
  return { status: code === 'webhook_refused' ? 400 : canRetry ? 503 : 422, body: { code } };
}

const server = createServer(async (incoming, outgoing) => {
  const [path] = incoming.url.split('?');
  if (path.startsWith('/ally/')) {
    serveRelay(incoming, outgoing);
    return;
  }
  const route = routes[`${incoming.method} ${path}`] ?? (() => ({ status: 404 }));
  const { status, body } = await Promise.resolve(incoming).then(route).catch(toFailure);
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(body && JSON.stringify(body));
});

server.listen(Number(env('PORT')), '127.0.0.1', () => {
  console.log(`shop: http://127.0.0.1:${server.address().port}`);
});
