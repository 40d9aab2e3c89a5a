import postgres from 'postgres';
import {
  createAlly,
  fromPostgres,
  ServerError,
  sqlStore,
  type Ally,
  type Relay,
} from '@ally-health/checkout-booking/server';

/** Reads a variable of the environment. */
export function env(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing in the environment.`);
  return value;
}

/** The Task that the shop sells, and the price of an order without a visit. */
export const taskId = 'tsk_blood';
export const priceWithoutVisit = { amount: 1900, currency: 'GBP' };

let ally: Ally | undefined;
let relay: Relay | undefined;

/** Makes the SDK at the first request: the build has no secrets. */
export function getAlly(): Ally {
  // Serverless functions have no disk that lasts, so the orders are in PostgreSQL.
  ally ??= createAlly({
    platform: {
      key: env('ALLY_PLATFORM_KEY'),
      baseUrl: process.env['ALLY_PLATFORM_BASE'] || undefined,
    },
    sealing: {
      keys: [{ kid: env('ALLY_SEALING_KID'), secret: env('ALLY_SEALING_SECRET') }],
      markKey: env('ALLY_MARK_KEY'),
    },
    store: sqlStore(fromPostgres(postgres(env('DATABASE_URL')))),
    // Part of the reference of every appointment: it can never be changed.
    namespace: 'shop',
    webhooks: { secrets: [env('ALLY_WEBHOOK_SECRET')] },
    log: (event) => console.log(JSON.stringify(event)),
  });
  return ally;
}

const consents = [
  { id: 'care', version: '2026-11', text: 'I agree to the home visit.', required: true },
];

export function getRelay(): Relay {
  relay ??= getAlly().relay({
    basePath: '/ally',
    origins: [env('SHOP_ORIGIN')],
    tasks: {
      tsk_blood: { name: 'Blood test at home', consents },
      tsk_vitamins: { name: 'Vitamin test at home', consents },
    },
  });
  return relay;
}

/** Runs a route. With 503 the payment provider and the platform call again. */
export async function answer(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    // It holds nothing about a patient.
    console.error(error);
    const { code, canRetry } = error;
    const status = code === 'webhook_refused' ? 400 : canRetry ? 503 : 422;
    return Response.json({ code }, { status });
  }
}

/** Whether a request has a secret of yours, as `Authorization: Bearer …`. */
export async function hasSecret(request: Request, secret: string): Promise<boolean> {
  const digests = await Promise.all(
    [request.headers.get('authorization') ?? '', `Bearer ${secret}`].map((text) =>
      crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
    ),
  );
  const [given = [], wanted = []] = digests.map((digest) => [...new Uint8Array(digest)]);
  return given.reduce((difference, byte, index) => difference | (byte ^ wanted[index]!), 0) === 0;
}
