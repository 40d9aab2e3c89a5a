import { ServerError, WebhookRefusedError, type Relay } from '@ally-health/checkout-booking/server';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { task } from './ally.js';
import { checkoutPage, product } from './checkout.js';
import { giveCustomerKey, readCustomerKey } from './customer-key.js';
import { isBusy } from './database.js';
import { serveFiles } from './files.js';
import { securityHeaders } from './headers.js';
import { addressOf, limited, type Limit, type ShopEnvironment } from './limit.js';
import { orderPage } from './order-page.js';
import { findOrder, isLapsed, newOrderRef, placeOrder, statusOf, type Order } from './orders.js';
import { notice, payButton, type Markup } from './pages.js';
import {
  applyPaymentEvent,
  isSigned,
  openPayment,
  parsePaymentEvent,
  PaymentUnavailableError,
  type PaymentEffect,
} from './payments.js';
import { readChoice } from './selection.js';
import type { Settings } from './settings.js';
import { staffRoutes } from './staff.js';
import { acceptPaid, type VisitContext } from './visits.js';
import { receiveWebhook } from './webhooks.js';

export interface ShopParts extends VisitContext {
  readonly settings: Settings;
  /** The origin of the shop's pages. */
  readonly origin: string;
  readonly relay: Relay;
  readonly limit: Limit;
  /** Makes the worker look for orders now. */
  readonly wakeWorker: () => void;
}

type ShopContext = Context<ShopEnvironment>;

/** A form of the checkout with its selection has about 2 kB. */
const MAX_BODY_BYTES = 64 * 1024;

const BUSY_RETRY_SECONDS = 5;

/** Effects that a person looks into. The provider is answered with an error, so that it shows there too. */
const WRONG_PAYMENTS: ReadonlySet<PaymentEffect> = new Set(['unknown_payment', 'other_amount']);

/** Makes the shop's routes. */
export function createApp(parts: ShopParts): Hono<ShopEnvironment> {
  const { settings, database, ally, origin, relay, limit, log, alarm } = parts;
  const app = new Hono<ShopEnvironment>();
  const smallBody = bodyLimit({ maxSize: MAX_BODY_BYTES });
  const ownPages = csrf({ origin });

  function readOwnOrder(context: ShopContext): Order | undefined {
    const keyHash = readCustomerKey(context, origin);
    const ref = context.req.param('ref') ?? '';
    return keyHash === null ? undefined : findOrder(database, { ref, keyHash });
  }

  // First: the relay reads its bodies and writes its headers by itself.
  app.all('/ally/*', (context) => relay(context.req.raw, { address: addressOf(context) }));

  app.use(securityHeaders(settings.paymentOrigin));
  serveFiles(app);

  app.get('/', (context) => context.html(checkoutPage()));

  app.post('/orders', limited(limit, 'placeOrder'), smallBody, ownPages, async (context) => {
    const { appointment } = await context.req.parseBody();
    const token = typeof appointment === 'string' ? appointment.trim() : '';
    const choice = await readChoice(ally, token);
    if ('problem' in choice)
      return context.html(checkoutPage(choice.problem), choice.canRetry ? 503 : 422);
    const { selection, amount } = choice;
    const order = { ref: newOrderRef(), amount, currency: product.currency, selection };
    // The SDK has the selection before the order can be paid.
    await ally.orders.accept({ orderRef: order.ref, token, taskId: task.id, paid: false });
    const keyHash = giveCustomerKey(context, origin);
    await placeOrder(database, { ...order, keyHash });
    log('order.placed', { orderRef: order.ref, amount, hasSelection: selection !== null });
    if (amount === 0) {
      parts.wakeWorker();
      return context.redirect(`/orders/${order.ref}`, 303);
    }
    const placed = findOrder(database, { ref: order.ref, keyHash });
    if (!placed) throw new Error('An order that was stored is missing.');
    return context.redirect(await openPayment(placed, parts), 303);
  });

  app.post('/pay/:ref', limited(limit, 'openPayment'), smallBody, ownPages, async (context) => {
    const order = readOwnOrder(context);
    if (!order) return orderNotFound(context);
    const isOpen = order.payment === 'awaited' || order.payment === 'failed';
    // The order's page says why it cannot be paid.
    if (!isOpen || order.visit === 'cancelled' || isLapsed(order))
      return context.redirect(`/orders/${order.ref}`, 303);
    return context.redirect(await openPayment(order, parts), 303);
  });

  app.post('/payments/callback', smallBody, async (context) => {
    const body = await context.req.text();
    const signature = context.req.header('Payment-Signature') ?? '';
    if (!isSigned(body, signature, settings.paymentSecret)) {
      log('payment.refused');
      return context.text('The signature is wrong.', 401);
    }
    const event = parsePaymentEvent(body);
    // Signed, and of another kind.
    if (!event) return context.body(null, 204);
    const effect = await applyPaymentEvent(database, event);
    const orderRef = event.payment.reference;
    const isWrong = WRONG_PAYMENTS.has(effect);
    const write = isWrong || effect === 'refund_due' ? alarm : log;
    write('payment.received', { orderRef, type: event.type, effect });
    if (isWrong) return context.text(effect, 409);
    if (effect === 'paid') {
      await acceptPaid(parts, orderRef).catch((error: unknown) => {
        // The worker does it as soon as the database is free.
        if (!isPassing(error)) throw error;
      });
      parts.wakeWorker();
    }
    return context.body(null, 204);
  });

  app.post('/webhooks/ally', async (context) => {
    try {
      await receiveWebhook(context.req.raw, parts);
      return context.body(null, 204);
    } catch (error) {
      if (!(error instanceof WebhookRefusedError)) throw error;
      log('webhook.refused', { reason: error.reason });
      return context.text(error.message, 400);
    }
  });

  app.get('/orders/:ref', (context) => {
    const order = readOwnOrder(context);
    return order ? context.html(orderPage(order)) : orderNotFound(context);
  });

  app.get('/orders/:ref/status', (context) => {
    const order = readOwnOrder(context);
    return order ? context.json({ status: statusOf(order) }) : context.json({}, 404);
  });

  app.route(
    '/staff',
    staffRoutes({
      ...parts,
      staffSecret: settings.staffSecret,
      ownPages,
      limited: limited(limit, 'staff'),
    }),
  );

  app.notFound((context) =>
    context.html(notice('Page not found', 'There is nothing at this address.'), 404),
  );

  app.onError((error, context) => {
    if (error instanceof PaymentUnavailableError) {
      log('payment.unavailable', { orderRef: error.orderRef, error: error.message });
      const text = 'Our payment provider does not answer just now. Your order is kept.';
      const again = payButton(error.orderRef, 'Try again');
      return respondUnavailable(context, notice('You cannot pay just now', text, again));
    }
    // A middleware's refusal: another origin, a wrong password, too large a body.
    if ('getResponse' in error) return error.getResponse();
    if (isPassing(error)) {
      log('shop.busy', { error: error.name });
      const text = 'Nothing is lost. Wait a few seconds, then try again.';
      return respondUnavailable(context, notice('That did not work just now', text));
    }
    // The place of the error, but not its message, which may hold anything.
    alarm('shop.failed', { error: error.name, stack: error.stack?.split('\n').slice(1, 6) });
    const text = 'Something went wrong with us. Try again, or call us on 020 7946 0000.';
    return context.html(notice('That did not work', text), 500);
  });

  return app;
}

/** Whether an error passes by itself: the database or the platform is busy. */
function isPassing(error: unknown): boolean {
  return isBusy(error) || (error instanceof ServerError && error.canRetry);
}

function respondUnavailable(context: Context, body: Markup): Response | Promise<Response> {
  context.header('Retry-After', String(BUSY_RETRY_SECONDS));
  return context.html(body, 503);
}

/** The same for an order that does not exist and for one of another customer. */
function orderNotFound(context: Context): Response | Promise<Response> {
  return context.html(
    notice(
      'We cannot show this order here',
      'Open it in the browser in which you ordered, or call us on 020 7946 0000.',
    ),
    404,
  );
}
