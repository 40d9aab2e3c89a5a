import { Hono, type MiddlewareHandler } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import type { ShopEnvironment } from './limit.js';
import { orderRefsBy, readOrder } from './orders.js';
import { markRefunded, refundsDue } from './refunds.js';
import { staffPage, type OrderToHelp } from './staff-page.js';
import { bookAgain, cancelOrder, markArranged, type VisitContext } from './visits.js';

/** The number of orders in a list of the page. */
const LIST_LIMIT = 100;

export interface StaffContext extends VisitContext {
  readonly staffSecret: string;
  /** Refuses forms of other sites: a browser sends the password with those too. */
  readonly ownPages: MiddlewareHandler<ShopEnvironment>;
  readonly limited: MiddlewareHandler<ShopEnvironment>;
  readonly wakeWorker: () => void;
}

/** The orders that the SDK cannot settle, and those that the shop has without the SDK. */
async function listOrdersToHelp({ ally, database }: StaffContext): Promise<OrderToHelp[]> {
  const stuck = await ally.orders.stuck({ limit: LIST_LIMIT });
  const known = new Set(stuck.map(({ orderRef }) => orderRef));
  const own = (['no_selection', 'needs_person'] as const).flatMap((reason) =>
    orderRefsBy(database, { visit: reason, limit: LIST_LIMIT })
      .filter((orderRef) => !known.has(orderRef))
      .map((orderRef) => ({
        orderRef,
        reason,
        canBook: false,
        isOpen: true,
        externalRef: null,
        requestId: null,
      })),
  );
  return [
    ...stuck
      .filter(({ orderRef }) => readOrder(database, orderRef)?.visit !== 'arranged')
      .map(({ orderRef, stuck: reason, state, appointmentId, externalRef, requestId }) => ({
        orderRef,
        externalRef,
        requestId,
        reason: reason ?? '',
        canBook: state === 'refused',
        isOpen: appointmentId === null,
      })),
    ...own,
  ];
}

/** The staff page, `/staff`. The password is the setting `STAFF_SECRET`; in your shop it is your staff's own log-in. */
export function staffRoutes(context: StaffContext): Hono<ShopEnvironment> {
  const { database, ally, log, staffSecret } = context;
  const app = new Hono<ShopEnvironment>();

  app.use(context.limited);
  app.use(basicAuth({ username: 'staff', password: staffSecret, realm: 'Staff' }));
  app.use(context.ownPages);

  app.get('/', async (c) =>
    c.html(
      staffPage({
        refunds: refundsDue(database),
        ordersToHelp: await listOrdersToHelp(context),
        waitingOrders: await ally.orders.due({ limit: LIST_LIMIT }),
      }),
    ),
  );

  app.post('/refunds/:paymentId', async (c) => {
    const orderRef = await markRefunded(database, c.req.param('paymentId'));
    if (orderRef !== null) log('refund.recorded', { orderRef });
    return c.redirect('/staff', 303);
  });

  app.post('/orders/:ref/book', async (c) => {
    await bookAgain(context, c.req.param('ref'));
    context.wakeWorker();
    return c.redirect('/staff', 303);
  });

  app.post('/orders/:ref/arranged', async (c) => {
    await markArranged(context, c.req.param('ref'));
    return c.redirect('/staff', 303);
  });

  app.post('/orders/:ref/cancel', async (c) => {
    await cancelOrder(context, c.req.param('ref'));
    return c.redirect('/staff', 303);
  });

  return app;
}
