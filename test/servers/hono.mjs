import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ServerError } from '@ally-health/checkout-booking/server';
import { isFromPaymentProvider } from './check-payment.mjs';
import { ally, env, relayOptions } from './options.mjs';
import { placeOrder } from './place-order.mjs';
import { receiveWebhook } from './receive-webhook.mjs';
import { recordPayment } from './record-payment.mjs';

const app = new Hono();
const paymentSecret = env('PAYMENT_SECRET');
const relay = ally.relay(relayOptions);

// Behind a proxy, take the address from the header that your proxy sets.
app.all('/ally/*', (c) => relay(c.req.raw, { address: getConnInfo(c).remote.address ?? null }));

// The relay has limits of its own.
app.use(bodyLimit({ maxSize: 256 * 1024 }));

app.post('/orders', async (c) => {
  return c.json(await placeOrder(await c.req.parseBody()), 201);
});

app.post('/payments', async (c) => {
  if (!(await isFromPaymentProvider(c.req.header('authorization'), paymentSecret)))
    return c.body(null, 401);
  await recordPayment(await c.req.json());
  return c.body(null, 204);
});

app.post('/webhooks/ally', async (c) => {
  await receiveWebhook(c.req.raw);
  return c.body(null, 204);
});

app.onError((error, c) => {
  if (!(error instanceof ServerError)) throw error;
  // It holds nothing about a patient.
  console.error(error);
  const { code, canRetry } = error;
  return c.json({ code }, code === 'webhook_refused' ? 400 : canRetry ? 503 : 422);
});

// On Deno and Bun: `export default app` in place of this.
serve({ fetch: app.fetch, port: Number(env('PORT')), hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`shop: http://127.0.0.1:${port}`);
});
