import { answer, getAlly } from '../sdk';

/** The platform reports a change. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const { orders, webhooks } = getAlly();
    const { event } = await webhooks.parse(request);
    // Null: the appointment belongs to another system of the organisation.
    if (event.orderRef !== null) await orders.reconcile(event.orderRef);
    await webhooks.done(event);
    return new Response(null, { status: 204 });
  });
}
