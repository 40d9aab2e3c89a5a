import { Hono } from 'hono';
import type { Callbacks, Plan } from './callbacks.js';
import type { Payments } from './payments.js';

/** What tests say to the provider: how it calls back, and when. It listens on this machine alone. */
export const controlFace = (
  payments: Payments,
  callbacks: Callbacks,
  planned: { plan: Plan | null },
): Hono => {
  const app = new Hono();

  /** How every payment from now on is told of: `{when?, delay?, volleys?}`; null is as the page says. */
  app.put('/plan', async (context) => {
    const asked = await context.req.json<Partial<Plan> | null>();
    planned.plan = asked && { when: 'after-return', delay: 0, volleys: [['paid']], ...asked };
    return context.body(null, 204);
  });

  /** Sends what was held back, and answers when the shop has taken it. */
  app.post('/release', async (context) => {
    await callbacks.release();
    return context.body(null, 204);
  });

  /** Sends events of a payment now, all at once, and answers with what the shop said: `{paymentId, events}`. */
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
};
