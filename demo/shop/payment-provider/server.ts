/** A pretend payment provider, on this machine alone: a page to pay on, and callbacks that may be late or twice. */
import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { Callbacks, type Plan } from './callbacks.js';
import { controlFace } from './control.js';
import { donePage, payPage, plans } from './pages.js';
import { Payments, type AskedPayment } from './payments.js';

const host = '127.0.0.1';
const { PAYMENT_PORT = '0', PAYMENT_KEY = '', PAYMENT_SECRET = '' } = process.env;
if (PAYMENT_KEY === '' || PAYMENT_SECRET === '') {
  console.error('The payment provider cannot start: give PAYMENT_KEY and PAYMENT_SECRET.');
  // Nothing is open yet that would have to be closed.
  process.exit(1);
}

const stopped = new AbortController();
const payments = new Payments();
const callbacks = new Callbacks(PAYMENT_SECRET, stopped.signal);
const planned: { plan: Plan | null } = { plan: null };

const isKey = (said: string): boolean => {
  const [a, b] = [Buffer.from(said), Buffer.from(`Bearer ${PAYMENT_KEY}`)];
  return a.length === b.length && timingSafeEqual(a, b);
};

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
  if (!isKey(context.req.header('Authorization') ?? '')) return context.json({}, 401);
  const key = context.req.header('Idempotency-Key') ?? '';
  const payment = payments.open(key, await context.req.json<AskedPayment>());
  const url = new URL(`/pay/${payment.id}`, `http://${context.req.header('Host') ?? host}`);
  return context.json({ id: payment.id, url: url.href }, 201);
});

/** For people: the page to pay on. */
app.get('/pay/:id', (context) => {
  const payment = payments.find(context.req.param('id'));
  if (!payment) return context.notFound();
  return context.html(payment.standing === 'open' ? payPage(payment) : donePage(payment));
});

app.post('/pay/:id', async (context) => {
  const payment = payments.find(context.req.param('id'));
  if (!payment) return context.notFound();
  const { act, plan } = await context.req.parseBody();
  if (payment.standing === 'open') {
    payment.standing = act === 'pay' ? 'paid' : 'failed';
    const chosen = planned.plan ?? plans[typeof plan === 'string' ? plan : 'once']?.plan;
    const refused: Plan = { when: 'after-return', delay: 0, volleys: [['failed']] };
    if (chosen) await callbacks.follow(payment, act === 'pay' ? chosen : refused);
  }
  return context.redirect(payment.returnUrl, 303);
});

app.route('/control', controlFace(payments, callbacks, planned));

const server = createServer();
const listener = getRequestListener(app.fetch);
server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
server.listen(Number(PAYMENT_PORT), host);
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
console.log(`payment-provider: http://${host}:${String(port)}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopped.abort();
    server.closeAllConnections();
    // Callbacks that were put off would keep the process.
    server.close(() => process.exit(0));
  });
