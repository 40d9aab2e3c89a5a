import { platformOperations } from '../platform/operations.js';
import { MisconfiguredError } from './errors.js';
import type { BookingOptions, RelayOptions } from './options.js';
import { checkSealingKeys } from './tokens/keys.js';

/** Refuses an option, naming it and its cure. */
const check = (isFine: boolean, option: string, cure: string): void => {
  if (!isFine) throw new MisconfiguredError(option, cure);
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const durations = [
  'timeLimit',
  'promiseFor',
  'openFor',
  'manageFor',
  'settlesWithin',
  'patience',
] as const;

const isHttps = (base: string): boolean => {
  const url = URL.canParse(base) ? new URL(base) : null;
  // A clinic on this machine may be asked without.
  const isHere = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return url?.protocol === 'https:' || (isHere && url.protocol === 'http:');
};

/** Options may come from JavaScript, or from an environment that lacks one. */
export const checkBookingOptions = (options: BookingOptions): void => {
  const { platformKey, platformBase, platformPaths = {}, sealingKeys } = options;
  check(
    isText(platformKey) && platformKey === platformKey.trim(),
    'platformKey',
    'give the platform’s secret key, from the server’s environment.',
  );
  check(
    platformBase === undefined || (isText(platformBase) && isHttps(platformBase)),
    'platformBase',
    'give an https:// address, such as https://api.allyhealth.co.uk/v1; http:// is for localhost alone.',
  );
  for (const [operation, path] of Object.entries(platformPaths)) {
    const known = Object.keys(platformOperations).join(', ');
    check(operation in platformOperations, `platformPaths.${operation}`, `name one of ${known}.`);
    check(isText(path) && path.startsWith('/'), `platformPaths.${operation}`, 'begin it with “/”.');
  }
  for (const name of durations)
    check(
      options[name] === undefined || (Number.isFinite(options[name]) && options[name] > 0),
      name,
      'give milliseconds, more than 0.',
    );
  checkSealingKeys(sealingKeys);
};

const isOrigin = (origin: unknown): boolean =>
  isText(origin) && URL.canParse(origin) && new URL(origin).origin === origin;

/** An order's secret that can be guessed would let anybody book. */
const leastSecret = 32;

export const checkRelayOptions = (options: RelayOptions): void => {
  checkBookingOptions(options);
  const { base, origins, tasks, orderSecret, limit } = options as Partial<RelayOptions>;
  check(
    isText(base) && /^(\/[\w.~-]+)+$/.test(base),
    'base',
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
  for (const [id, settings] of Object.entries(tasks ?? {}))
    check(
      isRecord(settings) && Array.isArray(settings.consents),
      `tasks.${id}.consents`,
      'list what the person must agree to; [] where it is nothing.',
    );
  check(
    orderSecret === undefined || (isText(orderSecret) && orderSecret.length >= leastSecret),
    'orderSecret',
    `give at least ${String(leastSecret)} characters that nobody can guess.`,
  );
  check(
    limit === undefined || typeof limit === 'function',
    'limit',
    'give a function, or leave it out.',
  );
};
