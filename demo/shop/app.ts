import { WebhookRefusedError, type Relay } from '@ally-health/checkout-booking/server';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { checkoutPage, product } from './checkout.js';
import type { ShopDatabase } from './database.js';
import { serveFiles } from './files.js';
import { safeHeaders } from './headers.js';
import { writeAlarm, type Log } from './log.js';
import { giveOrderKey, newOrderKey, readOrderKey } from './order-key.js';
import { orderPage } from './order-page.js';
import { findOrder, placeOrder, standingOf, type Order } from './orders.js';
import { notice } from './pages.js';
import {
  isSigned,
  openPayment,
  PaymentUnavailableError,
  readEvent,
  takeEvent,
} from './payments.js';
import type { Settings } from './settings.js';
import { readSelection } from './visits.js';
import { readWebhook, takeWebhook } from './webhooks.js';

export interface ShopParts {
  readonly settings: Settings;
  readonly database: ShopDatabase;
  /** As the shop’s pages are addressed. */
  readonly origin: string;
  readonly relay: Relay;
  /** There is something new to book. */
  readonly wakeBooker: () => void;
  readonly log: Log;
}

/** A checkout’s form with its selection is about 2 kB, an event less. */
const largestBody = 64 * 1024;

/** The shop’s addresses, and what stands at each. */
export const createApp = (parts: ShopParts): Hono => {
  const { settings, database, origin, relay, wakeBooker, log } = parts;
  const app = new Hono();
  const limited = bodyLimit({ maxSize: largestBody });
  const ownPages = csrf({ origin });
  const orderOf = (context: Context, ref: string): Order | undefined =>
    findOrder(database, { ref, keyHash: readOrderKey(context, ref) });

  // Before everything that reads bodies or adds headers: the relay answers for itself.
  app.all('/ally/*', (context) => relay(context.req.raw));

  app.use(safeHeaders(settings.paymentOrigin));
  serveFiles(app);

  app.get('/', (context) => context.html(checkoutPage()));

  app.post('/orders', limited, ownPages, async (context) => {
    const { appointment } = await context.req.parseBody();
    const selection = typeof appointment === 'string' ? appointment.trim() : '';
    // Before it is paid for: what cannot be opened now cannot be booked then.
    if (selection !== '' && !(await readSelection(selection, settings)))
      return context.html(checkoutPage('Choose your visit again: it could not be read.'), 422);
    const { key, keyHash } = newOrderKey();
    const { amount, currency } = product;
    const ref = placeOrder(database, { keyHash, amount, currency, selection });
    giveOrderKey(context, { ref, key, origin });
    log('order.placed', { orderRef: ref, hasSelection: selection !== '' });
    return context.redirect(`/pay/${ref}`, 303);
  });

  app.get('/pay/:ref', async (context) => {
    const order = orderOf(context, context.req.param('ref'));
    if (!order) return notHere(context);
    const isOpen = order.payment === 'awaited' || order.payment === 'failed';
    if (!isOpen) return context.redirect(`/orders/${order.ref}`, 303);
    return context.redirect(await openPayment(order, { database, settings, origin }), 303);
  });

  app.post('/payments/callback', limited, async (context) => {
    const body = await context.req.text();
    const signature = context.req.header('Payment-Signature') ?? '';
    if (!isSigned(body, signature, settings.paymentSecret)) {
      log('payment.forged');
      return context.text('The signature does not fit.', 401);
    }
    const event = readEvent(body);
    // Signed, and of no interest: told again it would be no other.
    if (!event) return context.body(null, 204);
    const taken = takeEvent(database, event);
    const isFault = ['unknown-payment', 'other-amount', 'paid-twice'].includes(taken);
    const tell = isFault ? writeAlarm : log;
    tell('payment.told', { orderRef: event.payment.reference, type: event.type, taken });
    if (taken === 'paid') wakeBooker();
    // Written down: whatever happens now, the visit is booked.
    return isFault && taken !== 'paid-twice' ? context.text(taken, 409) : context.body(null, 204);
  });

  app.post('/webhooks/ally', limited, async (context) => {
    try {
      const event = await readWebhook(context.req.raw, { database, settings });
      const told = takeWebhook(database, event);
      if (told === 'replayed') throw new WebhookRefusedError('replayed');
      if (told === 'made-twice') wakeBooker();
      log('webhook.taken', { orderRef: event.appointment.externalRef, type: event.type, told });
      return context.body(null, 204);
    } catch (error) {
      if (!(error instanceof WebhookRefusedError)) throw error;
      log('webhook.refused', { reason: error.reason });
      return context.text(error.message, 400);
    }
  });

  app.get('/orders/:ref', async (context) => {
    const order = orderOf(context, context.req.param('ref'));
    if (!order) return notHere(context);
    const chosen =
      order.selection === '' ? undefined : await readSelection(order.selection, settings);
    return context.html(orderPage(order, chosen?.summary));
  });

  app.get('/orders/:ref/standing', (context) => {
    const order = orderOf(context, context.req.param('ref'));
    return order ? context.json({ standing: standingOf(order) }) : context.json({}, 404);
  });

  app.notFound((context) =>
    context.html(notice('Page not found', 'There is nothing at this address.'), 404),
  );

  app.onError((error, context) => {
    if (error instanceof PaymentUnavailableError) {
      log('payment.unavailable', { why: error.message });
      const again = html`<a class="pay" href="${context.req.path}">Try again</a>`;
      const text = 'Our payment provider does not answer just now. Your order is kept.';
      return context.html(notice('You cannot pay just now', text, again), 503);
    }
    // Refused on purpose by a middleware: of another origin, too large.
    if ('getResponse' in error) return error.getResponse();
    // Where it broke, and not what it says: that may hold anything.
    writeAlarm('shop.failed', { error: error.name, stack: error.stack?.split('\n').slice(1, 6) });
    const text = 'Something went wrong with us. Try again, or call us on 020 7946 0000.';
    return context.html(notice('That did not work', text), 500);
  });

  return app;
};

/** No such order, or not this browser’s: nobody is told which. */
const notHere = (context: Context): Response | Promise<Response> =>
  context.html(
    notice(
      'We cannot show this order here',
      'Open it in the browser in which you ordered, or call us on 020 7946 0000.',
    ),
    404,
  );
