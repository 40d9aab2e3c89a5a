import { MisconfiguredError, StoreUnavailableError, WebhookRefusedError } from './errors.js';
import { checkNames, type Names } from './option-checks.js';
import type { Log } from './log.js';
import type { Store } from './store/store.js';
import { readMark } from './tokens/mark.js';
import { openWebhook, type Bytes, type RawWebhook } from './webhook-body.js';
import { readFacts, type WebhookEvent, type WebhookFacts } from './webhook-event.js';
import { isSigned, readSignature, writeSignature } from './webhook-signature.js';

export type { RawWebhook } from './webhook-body.js';
export type { WebhookEvent, WebhookFacts, WebhookType } from './webhook-event.js';

/** How webhooks of the platform are verified and read. */
export interface WebhookOptions {
  /**
   * The platform's secrets for webhooks, each at least 16 characters; more than one while they are rotated. Test and
   * live have their own.
   */
  readonly secrets: readonly string[];
  /** How far a signature's time may differ from the clock, in milliseconds. At most a day. Default: 300,000 (5 minutes). */
  readonly toleranceMs?: number | undefined;
  /** The header of the signature. Default: `Ally-Signature`. Assumed: the platform documents an HMAC and a secret only. */
  readonly signatureHeader?: string | undefined;
  /**
   * Verifies another signature scheme. It replaces the checks of the header, the time and the HMAC; the webhook is
   * accepted only if it returns true. An exception in it is thrown by `parse`.
   */
  readonly verify?:
    | ((parts: {
        readonly body: Uint8Array;
        readonly headers: Headers;
        readonly secrets: readonly string[];
      }) => boolean | Promise<boolean>)
    | undefined;
  /**
   * Reads a body of another shape. Default: `{ id?, type, createdAt?, data: { appointment } }`, which is assumed. An
   * exception in it is thrown by `parse`.
   */
  readonly eventFrom?: ((json: unknown) => WebhookFacts) | undefined;
}

/** The result of `parse`. */
export interface ParsedWebhook {
  readonly event: WebhookEvent;
  /** Whether `done` was called for the event; null if the event has no id, or there is no store. */
  readonly isRepeat: boolean | null;
}

/** What `Webhooks` takes from the options of `createAlly`. */
export interface WebhookContext {
  readonly store: Store | undefined;
  readonly namespace: string;
  readonly mode: 'test' | 'live';
  readonly markKey: string | undefined;
  readonly now: () => Date;
  /** Never throws. */
  readonly log?: Log | undefined;
}

/** Stores refuse longer texts. */
const MAX_EVENT_ID_LENGTH = 400;

const DEFAULT_TOLERANCE_MS = 5 * 60 * 1000;
/** With a longer one an old event could be sent again for ever. */
const MAX_TOLERANCE_MS = 24 * 60 * 60 * 1000;
const DEFAULT_SIGNATURE_HEADER = 'Ally-Signature';
const MIN_SECRET_CHARACTERS = 16;

const optionNames: Names<WebhookOptions> = {
  secrets: true,
  toleranceMs: true,
  signatureHeader: true,
  verify: true,
  eventFrom: true,
};

/** Throws for options with which unsigned webhooks would be accepted, such as a missing setting that became null. */
function checkOptions(options: unknown): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null)
    throw new MisconfiguredError('webhooks', 'give an object with secrets, or omit it.');
  checkNames(options, optionNames, 'webhooks');
  const { secrets, toleranceMs, signatureHeader, verify, eventFrom } = options as Partial<
    Record<keyof WebhookOptions, unknown>
  >;
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [];
  if (list.length === 0 || !list.every(isSecret))
    throw new MisconfiguredError(
      'webhooks.secrets',
      `give a list of the platform’s webhook secrets: strings of at least ${String(MIN_SECRET_CHARACTERS)} characters without white space around them.`,
    );
  const isTolerance =
    typeof toleranceMs === 'number' && toleranceMs > 0 && toleranceMs <= MAX_TOLERANCE_MS;
  if (toleranceMs !== undefined && !isTolerance)
    throw new MisconfiguredError(
      'webhooks.toleranceMs',
      `give a number of milliseconds above 0, at most ${String(MAX_TOLERANCE_MS)} (a day).`,
    );
  // RFC 9110, 5.6.2: the characters of a token.
  const isName =
    typeof signatureHeader === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(signatureHeader);
  if (signatureHeader !== undefined && !isName)
    throw new MisconfiguredError('webhooks.signatureHeader', 'give the name of a header.');
  for (const [name, value] of Object.entries({ verify, eventFrom }))
    if (value !== undefined && typeof value !== 'function')
      throw new MisconfiguredError(`webhooks.${name}`, 'give a function, or omit it.');
}

function isSecret(value: unknown): boolean {
  return (
    typeof value === 'string' && value.trim() === value && value.length >= MIN_SECRET_CHARACTERS
  );
}

/** Verifies and reads webhooks of the platform: `ally.webhooks`. */
export class Webhooks {
  private readonly options: WebhookOptions | undefined;

  /** Throws `MisconfiguredError` for options with which webhooks could not be verified. */
  constructor(
    options: WebhookOptions | undefined,
    private readonly context: WebhookContext,
  ) {
    checkOptions(options);
    // Copies, so that a later change does not bypass the check.
    this.options = options && { ...options, secrets: [...options.secrets] };
  }

  /**
   * Verifies a webhook and reads its event. Give the web `Request`, or `{ body, headers }` with the body's bytes as
   * they came. Answer a `WebhookRefusedError` with 400, and everything else with 2xx once it is handled.
   *
   * Two deliveries of an event that arrive before `done` both have `isRepeat: false`: a handler must be safe to run
   * twice, as `ally.orders.reconcile` is.
   *
   * Throws `WebhookRefusedError`; `MisconfiguredError` if the body was parsed or read before; `StoreUnavailableError`.
   */
  async parse(input: Request | RawWebhook): Promise<ParsedWebhook> {
    try {
      return await this.read(input);
    } catch (error) {
      if (error instanceof WebhookRefusedError)
        this.context.log?.({ event: 'webhook.refused', reason: error.reason });
      throw error;
    }
  }

  private async read(input: Request | RawWebhook): Promise<ParsedWebhook> {
    const options = this.getOptions();
    const { headers, readBody } = openWebhook(input);
    const body = await this.readVerified({ headers, readBody }, options);
    const { id, type, createdAt, appointment } = readFacts(body, options.eventFrom);
    const externalRef = appointment?.externalRef ?? null;
    const event = {
      id: id === undefined || id === '' ? null : id,
      type,
      createdAt: createdAt ?? null,
      appointment: appointment
        ? { id: appointment.id, status: appointment.status ?? null, externalRef }
        : null,
      orderRef: await this.readOrderRef(externalRef),
    };
    return { event, isRepeat: await this.isRepeat(event.id) };
  }

  /**
   * Marks an event as handled: from now on `parse` returns `isRepeat: true` for it. Call it after the handler has
   * succeeded. Does nothing for an event without an id, and without a store. Throws `StoreUnavailableError`.
   */
  async done({ id }: Pick<WebhookEvent, 'id'>): Promise<void> {
    const { store } = this.context;
    if (id === null || !store) return;
    try {
      await store.markEvent(this.eventKey(id));
    } catch (cause) {
      throw new StoreUnavailableError(cause);
    }
  }

  /**
   * Returns the header of a webhook with this body, as the platform would sign it with the first secret. For tests.
   *
   * @example
   * const headers = await ally.webhooks.sign(body);
   * await fetch('http://localhost:3000/webhooks', { method: 'POST', headers, body });
   */
  async sign(body: string | Uint8Array, at?: Date): Promise<Record<string, string>> {
    const { signatureHeader = DEFAULT_SIGNATURE_HEADER, secrets } = this.getOptions();
    const milliseconds = this.timeOf(at ?? this.context.now());
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    return { [signatureHeader]: await writeSignature(bytes, secrets[0] ?? '', milliseconds) };
  }

  /** Reads the body and returns it if the signature is right. The header is checked before the body is read. */
  private async readVerified(
    { headers, readBody }: ReturnType<typeof openWebhook>,
    { secrets, verify, signatureHeader, toleranceMs }: WebhookOptions,
  ): Promise<Bytes> {
    if (verify) {
      const body = await readBody();
      // JavaScript may return anything: only true accepts.
      const isAccepted: unknown = await verify({ body, headers, secrets });
      if (isAccepted !== true) throw new WebhookRefusedError('signature');
      return body;
    }
    const signature = readSignature(headers.get(signatureHeader ?? DEFAULT_SIGNATURE_HEADER));
    const body = await readBody();
    if (!(await isSigned(body, signature, secrets))) throw new WebhookRefusedError('signature');
    const ageMs = this.timeOf(this.context.now()) - signature.seconds * 1000;
    const limitMs = toleranceMs ?? DEFAULT_TOLERANCE_MS;
    if (ageMs > limitMs) throw new WebhookRefusedError('too_old');
    if (ageMs < -limitMs) throw new WebhookRefusedError('not_yet_valid');
    return body;
  }

  private getOptions(): WebhookOptions {
    if (!this.options)
      throw new MisconfiguredError('webhooks', 'give createAlly webhooks: { secrets }.');
    return this.options;
  }

  /** Throws for an invalid date: no comparison with it is true, so that every time would be accepted. */
  private timeOf(date: Date): number {
    const time = date.getTime();
    if (!Number.isFinite(time)) throw new MisconfiguredError('now', 'return a valid Date.');
    return time;
  }

  private async readOrderRef(externalRef: string | null): Promise<string | null> {
    const { namespace, mode, markKey } = this.context;
    if (externalRef === null || markKey === undefined) return null;
    return await readMark(externalRef, { namespace, mode }, markKey);
  }

  /** Shops that share a database do not share repeats. */
  private eventKey(id: string): string {
    const { namespace, mode } = this.context;
    return `${namespace}.${mode}.${id.slice(0, MAX_EVENT_ID_LENGTH)}`;
  }

  private async isRepeat(id: string | null): Promise<boolean | null> {
    const { store } = this.context;
    if (id === null || !store) return null;
    try {
      return await store.hasEvent(this.eventKey(id));
    } catch (cause) {
      throw new StoreUnavailableError(cause);
    }
  }
}
