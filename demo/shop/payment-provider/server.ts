/** A mock payment provider, on this machine only: a page to pay on, and callbacks that may be late or repeated. */
import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { Callbacks, type CallbackPlan } from './callbacks.js';
import { controlRoutes } from './control.js';
import { donePage, payPage, plans } from './pages.js';
import { Payments, type PaymentRequest } from './payments.js';

const HOST = '127.0.0.1';
const { PAYMENT_PORT = '0', PAYMENT_KEY = '', PAYMENT_SECRET = '' } = process.env;
if (PAYMENT_KEY === '' || PAYMENT_SECRET === '') {
  console.error('The payment provider cannot start: give PAYMENT_KEY and PAYMENT_SECRET.');
  process.exit(1);
}

const stopped = new AbortController();
const payments = new Payments();
const callbacks = new Callbacks(PAYMENT_SECRET, stopped.signal);
const planned: { plan: CallbackPlan | null } = { plan: null };

function isAuthorised(header: string): boolean {
  const [given, expected] = [Buffer.from(header), Buffer.from(`Bearer ${PAYMENT_KEY}`)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const app = new Hono();

app.use(async (context, next) => {
  await next();
  context.header('Referrer-Policy', 'no-referrer');
  context.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
});

app.get(
  '/look/*',
  serveStatic({
    root: join(import.meta.dirname, 'public'),
    rewriteRequestPath: (path) => path.slice('/look/'.length),
  }),
);

/** For shops: opens a payment. */
app.post('/payments', async (context) => {
  if (!isAuthorised(context.req.header('Authorization') ?? '')) return context.json({}, 401);
  const key = context.req.header('Idempotency-Key') ?? '';
  const payment = payments.open(key, await context.req.json<PaymentRequest>());
  const url = new URL(`/pay/${payment.id}`, `http://${context.req.header('Host') ?? HOST}`);
  return context.json({ id: payment.id, url: url.href }, 201);
});

/** For customers: the page to pay on. */
app.get('/pay/:id', (context) => {
  const payment = payments.find(context.req.param('id'));
  if (!payment) return context.notFound();
  return context.html(payment.status === 'open' ? payPage(payment) : donePage(payment));
});

app.post('/pay/:id', async (context) => {
  const payment = payments.find(context.req.param('id'));
  if (!payment) return context.notFound();
  const { act, plan } = await context.req.parseBody();
  if (payment.status === 'open') {
    payment.status = act === 'pay' ? 'paid' : 'failed';
    const chosen = planned.plan ?? plans[typeof plan === 'string' ? plan : 'once']?.plan;
    const refused: CallbackPlan = { when: 'after-return', delayMs: 0, batches: [['failed']] };
    if (chosen) await callbacks.follow(payment, act === 'pay' ? chosen : refused);
  }
  return context.redirect(payment.returnUrl, 303);
});

app.route('/control', controlRoutes(payments, callbacks, planned));

const server = createServer();
const listener = getRequestListener(app.fetch);
server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
server.listen(Number(PAYMENT_PORT), HOST);
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
console.log(`payment-provider: http://${HOST}:${String(port)}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopped.abort();
    server.closeAllConnections();
    // Callbacks that were put off would keep the process running.
    server.close(() => process.exit(0));
  });
