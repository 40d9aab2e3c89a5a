import express from 'express';
import { ServerError, toNodeListener } from '@ally-health/checkout-booking/server';
import { isFromPaymentProvider } from './check-payment.mjs';
import { ally, env, priceWithoutVisit, relayOptions, taskId } from './options.mjs';

const app = express();
const paymentSecret = env('PAYMENT_SECRET');

// The relay, which the page calls. Put it before parsers of bodies.
const trustProxy = Number(process.env.TRUST_PROXY ?? 0);
app.use('/ally', toNodeListener(ally.relay(relayOptions), { trustProxy }));

// 1. The customer places the order. `orderRef` is a hidden field of the form, made when the page was rendered, so that a
// second click on Pay is the same order. `appointment` is the element.
app.post('/orders', express.urlencoded(), async (request, response) => {
  const { orderRef, appointment: token } = request.body ?? {};
  if (!token) {
    response.status(201).json({ orderRef, price: priceWithoutVisit, willBookWindow: null });
    return;
  }
  // Throws for a selection that this order cannot have, before the customer pays.
  const { price, willBookWindow } = await ally.selections.open(token, { taskId, orderRef });
  await ally.orders.accept({ orderRef, token, taskId });
  // Charge `price`. If `willBookWindow` is false, the customer is asked to choose another time: say so.
  response.status(201).json({ orderRef, price, willBookWindow });
});

// 2. The payment provider reports a payment or a refund, late, twice or out of order.
app.post('/payments', express.json(), async (request, response) => {
  if (!(await isFromPaymentProvider(request.headers.authorization, paymentSecret))) {
    response.sendStatus(401);
    return;
  }
  const { orderRef, status } = request.body ?? {};
  if (status === 'paid') {
    const { outcome } = await ally.orders.accept({ orderRef, taskId, paid: true });
    // Raise an alarm, unless your order has no visit.
    if (outcome === 'no_selection') console.error(`order ${orderRef}: paid, without a selection`);
  }
  if (status === 'refunded') await ally.orders.cancel({ orderRef, reason: 'Refunded.' });
  response.sendStatus(204);
});

// 3. The platform reports a change. `express.raw`: the signature covers the bytes of the body.
const rawBody = express.raw({ type: 'application/json', limit: '256kb' });
app.post('/webhooks/ally', rawBody, async ({ body, headers }, response) => {
  const { event } = await ally.webhooks.parse({ body, headers });
  if (event.orderRef !== null) await ally.orders.reconcile(event.orderRef);
  await ally.webhooks.done(event);
  response.sendStatus(204);
});

// With 503 the provider and the platform call again. `code` names the error: see "Error codes".
app.use((error, _request, response, next) => {
  if (!(error instanceof ServerError)) {
    next(error);
    return;
  }
  // It holds nothing about a patient.
  console.error(error);
  const { code, canRetry } = error;
  response.status(code === 'webhook_refused' ? 400 : canRetry ? 503 : 422).json({ code });
});

const server = app.listen(Number(env('PORT')), '127.0.0.1', () => {
  console.log(`shop: http://127.0.0.1:${server.address().port}`);
});
