import { answer, env, getAlly, hasSecret } from '../sdk';

/** Called every minute by your host's cron jobs, with the secret. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    if (!(await hasSecret(request, env('CRON_SECRET')))) return new Response(null, { status: 401 });
    const { orders } = getAlly();
    const done = await orders.runDue();
    // Send these to your alarms: orders that need a person.
    for (const { orderRef, createdAt, stuck } of await orders.stuck())
      console.error(`order ${orderRef} of ${createdAt.toISOString()}: ${stuck}`);
    return Response.json(done);
  });
}
