import type * as z from 'zod/mini';
import type * as contract from '../../../api/contract/order-schemas.js';
import type { AllyContext } from '../../ally-context.js';
import type { OrderSummary } from '../../orders/order-summary.js';

type Ask<Schema extends z.ZodMiniType> = z.output<Schema>;

/** The operations for the merchant's own servers: what the SDK's methods do, over HTTP. */
export class OrderRoutes {
  constructor(private readonly context: AllyContext) {}

  book(ask: Ask<typeof contract.orderAsk>) {
    return this.context.orders().book(ask);
  }

  open({ token, taskId, orderRef }: Ask<typeof contract.openAsk>) {
    return this.context.selections.open(token, { taskId, orderRef: orderRef ?? undefined });
  }

  async accept(ask: Ask<typeof contract.acceptAsk>) {
    const accepted = await this.context.orders().accept(ask);
    return { order: 'state' in accepted ? serialise(accepted) : null };
  }

  cancel({ orderRef, reason }: Ask<typeof contract.cancelAsk>) {
    return this.context.orders().cancel({ orderRef, reason: reason ?? undefined });
  }

  async find({ orderRef }: Ask<typeof contract.orderRefAsk>) {
    const order = await this.context.orders().find(orderRef);
    return { order: order && serialise(order) };
  }

  async reconcile({ orderRef }: Ask<typeof contract.orderRefAsk>) {
    const order = await this.context.orders().reconcile(orderRef);
    return { order: order && serialise(order) };
  }

  runDue(ask: Ask<typeof contract.limitAsk>) {
    return this.context.orders().runDue(ask);
  }

  async due(ask: Ask<typeof contract.limitAsk>) {
    return { orders: (await this.context.orders().due(ask)).map(serialise) };
  }

  async stuck(ask: Ask<typeof contract.limitAsk>) {
    return { orders: (await this.context.orders().stuck(ask)).map(serialise) };
  }

  /** A webhook is a hint to look: its order is read, whether or not the event is a repeat. */
  async webhook({ body, headers }: { readonly body: Uint8Array; readonly headers: Headers }) {
    const { webhooks } = this.context;
    const { event, isRepeat } = await webhooks.parse({ body, headers });
    const order =
      event.orderRef === null ? null : await this.context.orders().reconcile(event.orderRef);
    await webhooks.done(event);
    return { event, isRepeat, order: order && serialise(order) };
  }
}

/** An order with its times as ISO 8601. */
type Serialised<Summary> = Omit<Summary, 'dueAt' | 'createdAt' | 'updatedAt'> & {
  readonly dueAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

function serialise<Summary extends OrderSummary>(summary: Summary): Serialised<Summary> {
  return {
    ...summary,
    dueAt: summary.dueAt?.toISOString() ?? null,
    createdAt: summary.createdAt.toISOString(),
    updatedAt: summary.updatedAt.toISOString(),
  };
}
