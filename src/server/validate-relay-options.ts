import * as z from 'zod/mini';
import { task } from '../api/contract/schemas.js';
import { check, checkFunction, checkNames, isRecord, isText, type Names } from './option-checks.js';
import type { RelayOptions, TaskSettings } from './options.js';

const RELAY_NAMES = {
  basePath: true,
  origins: true,
  tasks: true,
  instant: true,
  orderSecret: true,
  limit: true,
} as const satisfies Names<RelayOptions>;

const TASK_NAMES = {
  name: true,
  description: true,
  durationMinutes: true,
  preparation: true,
  minimumAge: true,
  asks: true,
  consents: true,
  privacyUrl: true,
} as const satisfies Names<TaskSettings>;

/** Origins as browsers send them: also those of apps, such as `capacitor://localhost`, of which `URL` has none. */
function isOrigin(origin: unknown): boolean {
  // `URL` takes the wildcard of other tools for a name.
  if (!isText(origin) || !URL.canParse(origin) || origin.includes('*')) return false;
  const url = new URL(origin);
  if (url.origin !== 'null') return url.origin === origin;
  return /^[a-z][a-z\d+.-]*:\/\/[a-z\d.-]+(:\d{1,5})?$/.test(origin);
}

/** A secret that can be guessed would let every client book. */
const MIN_SECRET_LENGTH = 32;
const MIN_DIFFERENT_CHARACTERS = 8;

/** Ids in paths: `GET /tasks/{taskId}`. */
const TASK_ID = /^[\w.-]{1,90}$/;

function checkTask(id: string, settings: unknown): void {
  const option = `tasks.${id}`;
  check(
    TASK_ID.test(id),
    option,
    'give an id of 1 to 90 letters, digits, “_”, “.” and “-”: it becomes part of a path.',
  );
  check(isRecord(settings), option, 'give { consents: [] }, and the Task’s properties.');
  const given = settings as Record<string, unknown>;
  checkNames(given, TASK_NAMES, option);
  const { asks = {} } = given;
  check(isRecord(asks), `${option}.asks`, 'give { sex: true, nhsNumber: true }, or leave it out.');
  checkNames(asks as object, task.shape.asks.shape, `${option}.asks`);
  const whole = { name: id, asks: {}, ...definedOnly(given), id, testMode: true };
  const issue = z.safeParse(task, whole).error?.issues[0];
  const path = issue?.path.join('.') ?? '';
  const what =
    path === 'consents'
      ? 'list what the person must agree to; [] where it is nothing.'
      : 'it is missing, or of another type: see TaskSettings.';
  check(issue === undefined, `${option}.${path}`, what);
  const ids = (given.consents as readonly { readonly id: string }[]).map((consent) => consent.id);
  check(
    new Set(ids).size === ids.length,
    `${option}.consents`,
    'give each consent an id of its own.',
  );
}

function definedOnly(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Checks the options of `ally.relay`. */
export function checkRelayOptions(options: RelayOptions): void {
  check(isRecord(options), 'options', 'give { basePath, origins, tasks }.');
  checkNames(options, RELAY_NAMES, null);
  const { basePath, origins, tasks, instant, orderSecret, limit } =
    options as Partial<RelayOptions>;
  check(
    isText(basePath) && /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+$/.test(basePath),
    'basePath',
    'give the path where the relay is served, such as /ally.',
  );
  check(
    Array.isArray(origins) && origins.length > 0,
    'origins',
    'list the origins of your pages, such as https://shop.example.',
  );
  origins?.forEach((origin, index) => {
    check(
      isOrigin(origin),
      `origins.${String(index)}`,
      'write scheme, host and port alone, such as https://shop.example, without a path or “/” at its end.',
    );
  });
  check(
    isRecord(tasks) && Object.keys(tasks).length > 0,
    'tasks',
    'name the Tasks that may be booked, by their ids: { tsk_…: { consents: [] } }.',
  );
  for (const [id, settings] of Object.entries(tasks ?? {})) checkTask(id, settings);
  check(
    instant === undefined || typeof instant === 'boolean',
    'instant',
    'give true or false: text from an environment is not taken for either.',
  );
  check(
    orderSecret === undefined ||
      (isText(orderSecret) &&
        /^[!-~]+$/.test(orderSecret) &&
        orderSecret.length >= MIN_SECRET_LENGTH &&
        new Set(orderSecret).size >= MIN_DIFFERENT_CHARACTERS),
    'orderSecret',
    `give at least ${String(MIN_SECRET_LENGTH)} visible ASCII characters that cannot be guessed.`,
  );
  checkFunction(limit, 'limit');
}
