/** The settings of an installation, read from the environment once, at the start. */

/** The environment lacks settings, or has wrong ones. The message names each of them with its cure, and no value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(problems: readonly string[]) {
    super(`The shop cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

export interface Settings {
  readonly port: number;
  /** The origin of the shop's pages; null if it is where the shop listens. Behind a proxy it is the proxy's. */
  readonly origin: string | null;
  /** The path of the database's file. */
  readonly database: string;
  readonly platformKey: string;
  readonly platformBaseUrl: string;
  readonly sealingKeys: readonly { readonly kid: string; readonly secret: string }[];
  /** Signs the reference of every appointment. It is never changed. */
  readonly markKey: string;
  readonly webhookSecrets: readonly string[];
  readonly paymentOrigin: string;
  /** Authenticates the shop's requests to the payment provider. */
  readonly paymentKey: string;
  /** Verifies the payment provider's callbacks. */
  readonly paymentSecret: string;
  /** The password of the staff page. */
  readonly staffSecret: string;
  /** The number of requests of one kind that an address may make in a minute. */
  readonly limitPerMinute: number;
  /** `platform.timeoutMs` of the SDK. */
  readonly platformTimeoutMs: number;
  /** `orders.settleTimeoutMs` of the SDK. Every process has the same. */
  readonly settleTimeoutMs: number;
  /** `orders.maxWaitMs` of the SDK: how long the staff page waits for a cancellation. */
  readonly maxWaitMs: number;
  /** The pause between two rounds of the worker. */
  readonly runDueIntervalMs: number;
  /** How long a stopping shop waits for requests and bookings that have begun. */
  readonly shutdownGraceMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads values by name, and collects the problems with them. */
class Reader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  text(name: string, cure: string, isFine: (value: string) => boolean = () => true): string {
    const value = this.environment[name] ?? '';
    if (value === '' || !isFine(value)) this.problems.push(`${name}: ${cure}`);
    return value;
  }

  list(name: string, cure: string, isFine: (value: string) => boolean): string[] {
    const values = this.text(name, cure, (value) => value.split(',').every(isFine));
    return values.split(',');
  }

  number(name: string, defaultValue: number, unit = 'milliseconds'): number {
    const value = this.environment[name] ?? '';
    if (value === '') return defaultValue;
    if (!/^[1-9]\d{0,8}$/.test(value)) this.problems.push(`${name}: give ${unit}, above 0.`);
    return Number(value);
  }
}

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) < 65_536;
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}

function isSecret(value: string): boolean {
  return value.length >= 32;
}

function isKey(value: string): boolean {
  return /^[\w-]{43}$/.test(value);
}

function isSealingKey(value: string): boolean {
  const [kid = '', secret = '', ...more] = value.split(':');
  return /^[\w-]{1,16}$/.test(kid) && isKey(secret) && more.length === 0;
}

function originCure(example: string): string {
  return `give scheme, host and port alone, such as ${example}.`;
}

const SECRET_CURE = 'give at least 32 characters.';

/** Throws a `SettingsError` that names everything that is wrong. */
export function readSettings(environment: Environment): Settings {
  const read = new Reader(environment);
  const sealingKeys = read.list(
    'SEALING_KEYS',
    'give name:secret, the one that seals first, commas between; a secret is 32 random bytes in base64url.',
    isSealingKey,
  );
  const settings: Settings = {
    port: Number(read.text('SHOP_PORT', 'give a port, or 0 for any.', isPort)),
    origin:
      environment['SHOP_ORIGIN'] === undefined
        ? null
        : read.text('SHOP_ORIGIN', originCure('https://shop.example'), isOrigin),
    database: read.text('SHOP_DATABASE', 'give the path of a file, on a disk that is kept.'),
    platformKey: read.text('PLATFORM_KEY', 'give the platform’s secret key.'),
    platformBaseUrl: read.text(
      'PLATFORM_BASE',
      'give the platform’s base URL, such as https://api.allyhealth.co.uk/v1.',
      (value) => URL.canParse(value),
    ),
    sealingKeys: sealingKeys.map((pair) => {
      const [kid = '', secret = ''] = pair.split(':');
      return { kid, secret };
    }),
    markKey: read.text(
      'MARK_KEY',
      'give 32 random bytes in base64url, and never change them.',
      isKey,
    ),
    webhookSecrets: read.list(
      'WEBHOOK_SECRETS',
      'give the platform’s secret for webhooks, of 16 characters or more; two, with a comma between, while it is rotated.',
      (value) => value.length >= 16,
    ),
    paymentOrigin: read.text('PAYMENT_ORIGIN', originCure('https://pay.example'), isOrigin),
    paymentKey: read.text('PAYMENT_KEY', SECRET_CURE, isSecret),
    paymentSecret: read.text('PAYMENT_SECRET', SECRET_CURE, isSecret),
    staffSecret: read.text('STAFF_SECRET', SECRET_CURE, isSecret),
    limitPerMinute: read.number('LIMIT_PER_MINUTE', 120, 'a number'),
    platformTimeoutMs: read.number('PLATFORM_TIMEOUT_MS', 8_000),
    settleTimeoutMs: read.number('SETTLE_TIMEOUT_MS', 60_000),
    maxWaitMs: read.number('MAX_WAIT_MS', 10_000),
    runDueIntervalMs: read.number('RUN_DUE_INTERVAL_MS', 1_000),
    shutdownGraceMs: read.number('SHUTDOWN_GRACE_MS', 5_000),
  };
  if (read.problems.length > 0) throw new SettingsError(read.problems);
  return settings;
}
