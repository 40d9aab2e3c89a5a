import { answer, getAlly, hasSecret } from '../sdk';

/** Called every minute by your host's cron jobs, with the secret. */
export function GET(request: Request): Promise<Response> {
  return answer(async () => {
    if (!(await hasSecret(request, process.env['CRON_SECRET'])))
      return new Response(null, { status: 401 });
    return Response.json(await getAlly().orders.runDue());
  });
}
