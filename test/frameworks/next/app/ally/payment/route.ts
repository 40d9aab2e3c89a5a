import { answer, env, getAlly, hasSecret, taskId } from '../sdk';

/** The payment provider reports a payment or a refund, late, twice or out of order. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    // Stands for your provider's own check of its callbacks.
    if (!(await hasSecret(request, env('PAYMENT_SECRET'))))
      return new Response(null, { status: 401 });
    const { orders } = getAlly();
    const { orderRef, status } = await request.json();
    if (status === 'paid') {
      const { outcome } = await orders.accept({ orderRef, taskId, paid: true });
      // Raise an alarm, unless your order has no visit.
      if (outcome === 'no_selection') console.error(`order ${orderRef}: paid, without a selection`);
    }
    if (status === 'refunded') await orders.cancel({ orderRef, reason: 'Refunded.' });
    return new Response(null, { status: 204 });
  });
}
