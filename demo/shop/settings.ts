/** Everything that differs from one installation to the next, read from the environment once, at the start. */

/** The environment is not as the shop needs it: all that is wrong, each with its cure. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(problems: readonly string[]) {
    super(`The shop cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads values by name, and keeps what is wrong with them: one start tells of every mistake. */
class Reader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  text(name: string, cure: string, fits: (value: string) => boolean = () => true): string {
    const value = this.environment[name] ?? '';
    if (value === '' || !fits(value)) this.problems.push(`${name}: ${cure}`);
    return value;
  }

  list(name: string, cure: string, fits: (value: string) => boolean): string[] {
    const values = this.text(name, cure, (value) => value.split(',').every(fits));
    return values.split(',');
  }

  /** Left out, the one that is given. */
  number(name: string, otherwise: number, unit = 'milliseconds'): number {
    const value = this.environment[name] ?? '';
    if (value === '') return otherwise;
    if (!/^[1-9]\d{0,8}$/.test(value)) this.problems.push(`${name}: give ${unit}, above 0.`);
    return Number(value);
  }
}

const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) < 65_536;
const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value;
const isSecret = (value: string): boolean => value.length >= 32;
const isSealingKey = (value: string): boolean => /^[\w-]{1,16}:[\w-]{43}$/.test(value);

const originCure = (example: string): string =>
  `give scheme, host and port alone, such as ${example}.`;

export interface Settings {
  readonly port: number;
  /** As the shop’s pages are addressed; null is where it listens. Behind a proxy, the proxy’s. */
  readonly origin: string | null;
  /** The file of the database. */
  readonly database: string;
  readonly platformKey: string;
  readonly platformBase: string;
  readonly sealingKeys: readonly { readonly kid: string; readonly secret: string }[];
  readonly webhookSecrets: readonly string[];
  readonly paymentOrigin: string;
  /** How the shop signs in with the payment provider. */
  readonly paymentKey: string;
  /** By which the payment provider signs what it tells the shop. */
  readonly paymentSecret: string;
  /** How often one address may ask the relay the same, a minute. */
  readonly askedPerMinute: number;
  /** See `BookingOptions` for these three. All times are milliseconds. */
  readonly timeLimit: number;
  readonly settlesWithin: number;
  readonly patience: number;
  /** How often the outbox is looked at when nothing wakes the shop. */
  readonly lookEvery: number;
  /** How long a claim on an order holds after its process was last heard of. */
  readonly claimFor: number;
  /** How soon an order that could not be booked just now is tried again, at first and at most. */
  readonly firstRetry: number;
  readonly longestRetry: number;
}

/** Throws a `SettingsError` that names every mistake. Says no value: some are secrets. */
export const readSettings = (environment: Environment): Settings => {
  const read = new Reader(environment);
  const sealingKeys = read.list(
    'SEALING_KEYS',
    'give name:secret, the newest first, commas between; a secret is 32 random bytes in base64url.',
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
    platformBase: read.text(
      'PLATFORM_BASE',
      'give the platform’s address, such as https://api.allyhealth.co.uk/v1.',
      (value) => URL.canParse(value),
    ),
    sealingKeys: sealingKeys.map((pair) => {
      const [kid = '', secret = ''] = pair.split(':');
      return { kid, secret };
    }),
    webhookSecrets: read.list(
      'WEBHOOK_SECRETS',
      'give the platform’s secret for webhooks; two, with a comma between, while it is changed.',
      (value) => value.length > 0,
    ),
    paymentOrigin: read.text('PAYMENT_ORIGIN', originCure('https://pay.example'), isOrigin),
    paymentKey: read.text('PAYMENT_KEY', 'give at least 32 characters.', isSecret),
    paymentSecret: read.text('PAYMENT_SECRET', 'give at least 32 characters.', isSecret),
    askedPerMinute: read.number('RELAY_PER_MINUTE', 120, 'a number'),
    timeLimit: read.number('PLATFORM_TIME_LIMIT', 8_000),
    settlesWithin: read.number('PLATFORM_SETTLES_WITHIN', 60_000),
    patience: read.number('BOOKING_PATIENCE', 10_000),
    lookEvery: read.number('OUTBOX_LOOK_EVERY', 1_000),
    claimFor: read.number('OUTBOX_CLAIM_FOR', 30_000),
    firstRetry: read.number('OUTBOX_FIRST_RETRY', 2_000),
    longestRetry: read.number('OUTBOX_LONGEST_RETRY', 300_000),
  };
  if (read.problems.length > 0) throw new SettingsError(read.problems);
  return settings;
};
