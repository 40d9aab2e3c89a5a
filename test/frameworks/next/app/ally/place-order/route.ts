import { answer, getAlly, taskId } from '../sdk';

/** The customer places the order. The element's form field has the name "appointment". */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const { orders, selections } = getAlly();
    const orderRef = crypto.randomUUID();
    const token = String((await request.formData()).get('appointment') ?? '');
    // Throws for a selection that this order cannot have, before the customer pays.
    const { price, willBookWindow } = await selections.open(token, { taskId, orderRef });
    await orders.accept({ orderRef, token, taskId });
    return Response.json({ orderRef, price, willBookWindow }, { status: 201 });
  });
}
