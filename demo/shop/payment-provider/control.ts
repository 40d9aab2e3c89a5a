import { Hono } from 'hono';
import type { CallbackPlan, Callbacks } from './callbacks.js';
import type { Payments } from './payments.js';

/** The control API: tests decide how and when the shop is notified. It is served on this machine only. */
export function controlRoutes(
  payments: Payments,
  callbacks: Callbacks,
  planned: { plan: CallbackPlan | null },
): Hono {
  const app = new Hono();

  /** Sets the plan of later payments: `{when?, delayMs?, batches?}`; null for the plan that the page offers. */
  app.put('/plan', async (context) => {
    const given = await context.req.json<Partial<CallbackPlan> | null>();
    const { when = 'after-return', delayMs = 0, batches = [['paid']] } = given ?? {};
    planned.plan = given && { when, delayMs, batches };
    return context.body(null, 204);
  });

  /** Sends what was held back. Responds when the shop has accepted it. */
  app.post('/release', async (context) => {
    await callbacks.release();
    return context.body(null, 204);
  });

  /** Sends events of a payment at once, `{paymentId, events}`. Responds with the statuses of the shop's responses. */
  app.post('/send', async (context) => {
    const { paymentId, events } = await context.req.json<{ paymentId: string; events: string[] }>();
    const payment = payments.find(paymentId);
    if (!payment) return context.json({}, 404);
    const statuses = await Promise.all(events.map((event) => callbacks.send(payment, event)));
    return context.json({ statuses });
  });

  app.get('/payments', (context) =>
    context.json({ payments: payments.all(), deliveries: callbacks.deliveries }),
  );

  return app;
}
