import {
  createAlly,
  sqlStore,
  type Ally,
  type LogEvent,
  type Relay,
} from '@ally-health/checkout-booking/server';
import type { ShopDatabase } from './database.js';
import type { Limit } from './limit.js';
import type { Logs } from './log.js';
import type { Settings } from './settings.js';

/** The one Task that is sold here, and what its patient must agree to. */
export const task = {
  id: 'tsk_blood',
  settings: {
    name: 'Blood test at home',
    description: 'A clinician comes to you and takes a blood sample.',
    durationMinutes: 30,
    consents: [
      {
        id: 'care',
        version: '2026-01',
        text: 'I agree that a clinician takes a blood sample, and that my details are shared with the laboratory',
        required: true,
      },
    ],
    privacyUrl: 'https://example.com/privacy',
  },
} as const;

/** Errors that do not pass until a person changes the settings. The SDK tries such an order again by itself. */
const SETTINGS_ERRORS: ReadonlySet<string> = new Set([
  ...['misconfigured', 'platform_access_denied', 'token_unreadable', 'internal'],
]);

function isAlarm(event: LogEvent): boolean {
  if (event.event === 'order.stuck' || event.event === 'relay.failed') return true;
  return event.event === 'order.failed' && SETTINGS_ERRORS.has(event.code);
}

/** Makes the server SDK, with its store in the shop's own database. */
export function openAlly(
  settings: Settings,
  { database, log, alarm }: Logs & { readonly database: ShopDatabase },
): Ally {
  return createAlly({
    platform: {
      key: settings.platformKey,
      baseUrl: settings.platformBaseUrl,
      timeoutMs: settings.platformTimeoutMs,
    },
    sealing: { keys: settings.sealingKeys, markKey: settings.markKey },
    store: sqlStore(database.sql),
    namespace: 'larkspur',
    orders: { settleTimeoutMs: settings.settleTimeoutMs, maxWaitMs: settings.maxWaitMs },
    webhooks: { secrets: settings.webhookSecrets },
    log: (event) => {
      const { event: name, ...facts } = event;
      const write = isAlarm(event) ? alarm : log;
      write(name, facts);
    },
  });
}

/**
 * Makes the relay that the page's element calls. `instant` stays off: with it anybody who can read the page could book
 * without a payment.
 */
export function openRelay(
  ally: Ally,
  { origin, limit }: { readonly origin: string; readonly limit: Limit },
): Relay {
  return ally.relay({
    basePath: '/ally',
    origins: [origin],
    tasks: { [task.id]: task.settings },
    limit: (_request, { operation, address }) => limit({ operation, address }),
  });
}
