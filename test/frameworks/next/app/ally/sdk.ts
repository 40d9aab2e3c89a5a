import postgres from 'postgres';
import {
  createAlly,
  fromPostgres,
  ServerError,
  sqlStore,
  type Ally,
  type Relay,
} from '@ally-health/checkout-booking/server';

const { env } = process;

/** The Task that the shop sells. */
export const taskId = 'tsk_blood';

let ally: Ally | undefined;
let relay: Relay | undefined;

/** Makes the SDK at the first request: the build has no secrets. */
export function getAlly(): Ally {
  // Serverless functions have no disk that lasts, so the orders are in PostgreSQL.
  ally ??= createAlly({
    platform: { key: env['ALLY_PLATFORM_KEY'] ?? '', baseUrl: env['ALLY_PLATFORM_BASE'] },
    sealing: {
      keys: [{ kid: '2026-11', secret: env['ALLY_SEALING_SECRET'] ?? '' }],
      markKey: env['ALLY_MARK_KEY'],
    },
    store: sqlStore(fromPostgres(postgres(env['DATABASE_URL'] ?? ''))),
    namespace: 'shop',
    webhooks: { secrets: [env['ALLY_WEBHOOK_SECRET'] ?? ''] },
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
    origins: [env['SHOP_ORIGIN'] ?? ''],
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
    const { code, canRetry } = error;
    const status = code === 'webhook_refused' ? 400 : canRetry ? 503 : 422;
    return Response.json({ code }, { status });
  }
}

/** Whether a request has a secret of yours, as `Authorization: Bearer …`. */
export async function hasSecret(request: Request, secret: string | undefined): Promise<boolean> {
  if (!secret) throw new Error('A secret is missing in the environment.');
  const digests = await Promise.all(
    [request.headers.get('authorization') ?? '', `Bearer ${secret}`].map((text) =>
      crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
    ),
  );
  const [given = [], wanted = []] = digests.map((digest) => [...new Uint8Array(digest)]);
  return given.reduce((difference, byte, index) => difference | (byte ^ wanted[index]!), 0) === 0;
}
