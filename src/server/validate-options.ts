import { platformOperations, testKeyPrefix } from '../platform/operations.js';
import { check, checkFunction, checkNames, isRecord, isText, type Names } from './option-checks.js';
import type { AllyOptions, OrderOptions, PlatformOptions, SealingOptions } from './options.js';
import type { PlatformMapping } from './platform/mapping.js';
import type { Store } from './store/store.js';
import { checkSealingKeys, checkSecret } from './tokens/keys.js';
import { LIFETIME_MS, PROMISE_MS } from './tokens/selection-token.js';

export { checkRelayOptions } from './validate-relay-options.js';

/** Longer timers fire at once (HTML Standard, 8.7). */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Less are seconds, taken for milliseconds: with a settle time of 60 ms an order could be booked twice. */
const MIN_DURATION_MS = 1_000;

const MAX_SEALING_MS = 10 * 366 * 24 * 60 * 60 * 1000;

/** Checks durations of a group that is a record. */
function checkDurations(
  group: string,
  values: object,
  {
    names,
    minMs = 0,
    maxMs,
  }: { readonly names: readonly string[]; readonly minMs?: number; readonly maxMs: number },
): void {
  for (const name of names) {
    const value = (values as Readonly<Record<string, unknown>>)[name];
    check(
      value === undefined ||
        (typeof value === 'number' && value > 0 && value >= minMs && value <= maxMs),
      `${group}.${name}`,
      `give milliseconds, ${minMs > 0 ? `at least ${String(minMs)}` : 'more than 0'} and at most ${String(maxMs)}.`,
    );
  }
}

/** Text that an environment or a template makes of a value that is missing. */
const MISSING: ReadonlySet<string> = new Set(['undefined', 'null', 'NaN', 'true', 'false']);

function isHttps(base: string): boolean {
  const url = URL.canParse(base) ? new URL(base) : null;
  // Paths are put behind it, and `fetch` refuses an address with a password.
  if (!url || !/^[!-~]+$/.test(base) || `${url.search}${url.hash}${url.username}` !== '')
    return false;
  // A mock platform on this machine needs no certificate.
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || (isHere && url.protocol === 'http:');
}

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +01:00 are accepted by some engines only.
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The functions of `platform.mapping`. */
const MAPPINGS = {
  tasksFrom: true,
  coverageFrom: true,
  windowsFrom: true,
  holdFrom: true,
  patientFrom: true,
  patientsFrom: true,
  appointmentFrom: true,
  appointmentsFrom: true,
  nextPage: true,
  refusalFrom: true,
  patientAsk: true,
  appointmentAsk: true,
  cancelAsk: true,
} as const satisfies Names<PlatformMapping>;

const ALLY_NAMES = {
  platform: true,
  sealing: true,
  store: true,
  namespace: true,
  orders: true,
  webhooks: true,
  log: true,
  now: true,
} as const satisfies Names<AllyOptions>;

const PLATFORM_NAMES = {
  key: true,
  baseUrl: true,
  paths: true,
  mapping: true,
  timeoutMs: true,
  timeZone: true,
  fetch: true,
} as const satisfies Names<PlatformOptions>;

const SEALING_NAMES = {
  keys: true,
  markKey: true,
  promiseMs: true,
  lifetimeMs: true,
} as const satisfies Names<SealingOptions>;

const ORDER_NAMES = {
  settleTimeoutMs: true,
  maxWaitMs: true,
  onUnknown: true,
} as const satisfies Names<OrderOptions>;

/** Checks `platform.paths`: without `{id}` a cancellation would go to another operation. */
function checkPaths(paths: unknown): void {
  check(isRecord(paths), 'platform.paths', 'give { operation: path }, or leave it out.');
  checkNames(paths as object, platformOperations, 'platform.paths');
  for (const [operation, path] of Object.entries(paths as Record<string, unknown>)) {
    if (path === undefined) continue;
    const usual = platformOperations[operation as keyof typeof platformOperations].path;
    const hasId = usual.includes('{id}');
    check(
      isText(path) && /^\/[!-~]*$/.test(path) && path.includes('{id}') === hasId,
      `platform.paths.${operation}`,
      `begin it with “/”, with${hasId ? '' : 'out'} {id} in it, as ${usual}.`,
    );
  }
}

function checkPlatform({ platform }: AllyOptions): void {
  check(isRecord(platform), 'platform', 'give { key }.');
  checkNames(platform, PLATFORM_NAMES, 'platform');
  const { key, baseUrl, paths, mapping, timeZone, fetch } = platform;
  check(
    isText(key) && /^[!-~]+$/.test(key) && !/["'`]/.test(key) && !MISSING.has(key),
    'platform.key',
    'give the platform’s secret key, from the server’s environment, without quotes or spaces.',
  );
  check(
    !/^test_/i.test(key) || key.startsWith(testKeyPrefix),
    'platform.key',
    `a test key begins with “${testKeyPrefix}” in lower case.`,
  );
  check(
    baseUrl === undefined || (isText(baseUrl) && isHttps(baseUrl)),
    'platform.baseUrl',
    'give an https:// address, such as https://api.allyhealth.co.uk/v1; http:// is for localhost only.',
  );
  if (paths !== undefined) checkPaths(paths);
  check(
    mapping === undefined || isRecord(mapping),
    'platform.mapping',
    'give { name: function }, or leave it out.',
  );
  checkNames(mapping ?? {}, MAPPINGS, 'platform.mapping');
  for (const [name, map] of Object.entries(mapping ?? {}))
    checkFunction(map, `platform.mapping.${name}`);
  check(
    timeZone === undefined || (isText(timeZone) && isTimeZone(timeZone)),
    'platform.timeZone',
    'give an IANA time zone, such as Europe/London.',
  );
  checkFunction(fetch, 'platform.fetch');
  checkDurations('platform', platform, { names: ['timeoutMs'], maxMs: MAX_TIMER_MS });
}

const STORE_METHODS = [
  ...(['check', 'read', 'write', 'remove', 'list', 'claimToken', 'releaseToken'] as const),
  ...(['tokenOwner', 'hasEvent', 'markEvent', 'purge'] as const),
] satisfies readonly (keyof Store)[];

function checkStore({ store, platform }: AllyOptions): void {
  if (store === undefined) return;
  const given: unknown = store;
  check(
    isRecord(given) &&
      typeof given.isDurable === 'boolean' &&
      STORE_METHODS.every((name) => typeof given[name] === 'function'),
    'store',
    'give sqlStore(…) for your database, or memoryStore() in tests.',
  );
  check(
    store.isDurable || platform.key.startsWith(testKeyPrefix),
    'store',
    'memoryStore forgets orders when the process ends: give sqlStore(…) with a live key.',
  );
}

/** Checks the options of `createAlly`. They may come from JavaScript, or from an environment that lacks one. */
export function checkAllyOptions(options: AllyOptions): void {
  check(isRecord(options), 'options', 'give { platform, sealing }.');
  checkNames(options, ALLY_NAMES, null);
  checkPlatform(options);
  const { sealing, namespace, orders, log, now } = options;
  check(isRecord(sealing), 'sealing', 'give { keys }.');
  checkSealing(sealing);
  checkStore(options);
  check(
    namespace === undefined || (isText(namespace) && /^[a-z\d-]{1,16}$/.test(namespace)),
    'namespace',
    'give 1 to 16 lower case letters, digits and “-”.',
  );
  checkOrders(orders);
  checkFunction(log, 'log');
  checkFunction(now, 'now');
  const time: unknown = now === undefined ? new Date() : now();
  check(
    time instanceof Date && !Number.isNaN(time.getTime()),
    'now',
    'return a valid Date: () => new Date().',
  );
}

function checkSealing({ keys, markKey, ...durations }: AllyOptions['sealing']): void {
  checkSealingKeys(keys);
  if (markKey !== undefined) checkSecret(markKey, 'sealing.markKey');
  check(
    keys.every(({ secret }) => secret !== markKey),
    'sealing.markKey',
    'give a key of its own: sealing keys are rotated, and it is never changed.',
  );
  checkNames(durations, SEALING_NAMES, 'sealing');
  checkDurations('sealing', durations, {
    names: ['promiseMs', 'lifetimeMs'],
    minMs: MIN_DURATION_MS,
    maxMs: MAX_SEALING_MS,
  });
  const { promiseMs = PROMISE_MS, lifetimeMs = LIFETIME_MS } = durations;
  check(
    lifetimeMs >= promiseMs,
    'sealing.lifetimeMs',
    'give at least sealing.promiseMs: a window is promised for as long as its selection can be opened.',
  );
}

function checkOrders(orders: AllyOptions['orders']): void {
  if (orders === undefined) return;
  check(
    isRecord(orders),
    'orders',
    'give { settleTimeoutMs, maxWaitMs, onUnknown }, or leave it out.',
  );
  checkNames(orders, ORDER_NAMES, 'orders');
  checkDurations('orders', orders, {
    names: ['settleTimeoutMs'],
    minMs: MIN_DURATION_MS,
    maxMs: MAX_TIMER_MS,
  });
  checkDurations('orders', orders, { names: ['maxWaitMs'], maxMs: MAX_TIMER_MS });
  check(
    orders.onUnknown === undefined || ['retry', 'stop'].includes(orders.onUnknown),
    'orders.onUnknown',
    'give “retry” or “stop”.',
  );
}
