import { answer, getAlly, priceWithoutVisit, taskId } from '../sdk';

/**
 * The customer places the order. `orderRef` is a hidden field of the form, made when the page was rendered.
 * `appointment` is the element.
 */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    const { orders, selections } = getAlly();
    const form = await request.formData();
    const orderRef = String(form.get('orderRef') ?? '');
    const token = String(form.get('appointment') ?? '');
    if (token === '') {
      const order = { orderRef, price: priceWithoutVisit, willBookWindow: null };
      return Response.json(order, { status: 201 });
    }
    // Throws for a selection that this order cannot have, before the customer pays.
    const { price, willBookWindow } = await selections.open(token, { taskId, orderRef });
    await orders.accept({ orderRef, token, taskId });
    return Response.json({ orderRef, price, willBookWindow }, { status: 201 });
  });
}
