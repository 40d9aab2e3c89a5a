import * as z from 'zod/mini';
import type { Open } from '../domain/coverage.js';
import { MisconfiguredError, WebhookRefusedError } from './errors.js';

/** How the platform's events are told apart; documented. Others may come, and are kept as they are. */
export type WebhookType = Open<
  | 'appointment.created'
  | 'appointment.scheduled'
  | 'appointment.updated'
  | 'appointment.completed'
  | 'appointment.cancelled'
>;

/** Assumed: that there is an id, when it was made, and what an appointment looks like in it. */
const webhookEvent = z.object({
  id: z.string().check(z.minLength(1)),
  type: z.string(),
  createdAt: z.optional(z.string()),
  data: z.object({
    appointment: z.object({
      id: z.string(),
      status: z.optional(z.string()),
      externalRef: z.nullish(z.string()),
    }),
  }),
});

/**
 * An event of the platform's. `appointment.updated` may come without a change, and `appointment.cancelled` again:
 * drive nothing by them that a customer sees twice.
 */
export interface WebhookEvent {
  readonly id: string;
  readonly type: WebhookType;
  readonly createdAt: string | null;
  readonly appointment: {
    readonly id: string;
    readonly status: string | null;
    /** The order's reference. */
    readonly externalRef: string | null;
  };
}

export interface WebhookOptions {
  /** The platform's secrets for webhooks; more than one while they are changed. */
  readonly webhookSecrets: readonly string[];
  /** How far the signature's time may lie from ours, in milliseconds; five minutes when absent. */
  readonly tolerance?: number;
  /** The header of the signature; `Ally-Signature` when absent. Assumed: the documents say HMAC and a secret alone. */
  readonly signatureHeader?: string;
  /** Whether an event of this id was taken before; true refuses it as replayed. The shop's database remembers. */
  readonly wasSeen?: (eventId: string) => Promise<boolean> | boolean;
  readonly now?: () => Date;
}

const defaultTolerance = 5 * 60 * 1000;

/** Longer ones are not looked at: the platform's events are small. */
const largestBody = 256 * 1024;

/** Assumed: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, more than one `v1` while secrets are changed. */
const readSignature = (
  header: string,
): { readonly time: string; readonly macs: readonly Uint8Array<ArrayBuffer>[] } | null => {
  const parts = header.split(',').map((part) => part.trim());
  const [time, ...more] = parts.filter((part) => /^t=\d{1,12}$/.test(part));
  const macs = parts.filter((part) => /^v1=[\da-f]{64}$/i.test(part)).slice(0, 8);
  if (time === undefined || more.length > 0 || macs.length === 0) return null;
  return { time: time.slice(2), macs: macs.map((mac) => fromHex(mac.slice(3))) };
};

const fromHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const encoder = new TextEncoder();

const isSigned = async (
  secrets: readonly string[],
  {
    signed,
    macs,
  }: {
    readonly signed: Uint8Array<ArrayBuffer>;
    readonly macs: readonly Uint8Array<ArrayBuffer>[];
  },
): Promise<boolean> => {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey('raw', encoder.encode(secret), how, false, [
      'verify',
    ]);
    for (const mac of macs)
      // WebCrypto compares in constant time.
      if (await crypto.subtle.verify('HMAC', key, mac, signed)) return true;
  }
  return false;
};

const joined = async (parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Blob(parts).arrayBuffer());

/** Reads the body as bytes, and no more of it than an event may have. */
const readBody = async ({ body }: Request): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  if (body !== null)
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      length += chunk.length;
      // Leaving the loop cancels the body.
      if (length > largestBody) throw new WebhookRefusedError('signature');
      chunks.push(chunk);
    }
  return joined(chunks);
};

const readEvent = (body: Uint8Array): WebhookEvent => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const { id, type, createdAt, data } = z.parse(webhookEvent, JSON.parse(text));
    const { status, externalRef, ...appointment } = data.appointment;
    return {
      id,
      type,
      createdAt: createdAt ?? null,
      appointment: { ...appointment, status: status ?? null, externalRef: externalRef ?? null },
    };
  } catch {
    throw new WebhookRefusedError('malformed');
  }
};

/**
 * Throws `MisconfiguredError` for options that would accept what the platform has not signed. They may come from JSON or
 * from the environment, where a missing secret is null and a missing number is NaN.
 */
const checkOptions = (secrets: unknown, tolerance: unknown): void => {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [];
  const isSecret = (one: unknown): boolean =>
    typeof one === 'string' && one !== '' && one.trim() === one;
  if (list.length === 0 || !list.every(isSecret))
    throw new MisconfiguredError(
      'webhookSecrets',
      'give a list of the platform’s secrets for webhooks, each a text without white space around it.',
    );
  if (typeof tolerance !== 'number' || !Number.isFinite(tolerance) || tolerance <= 0)
    throw new MisconfiguredError('tolerance', 'give a positive number of milliseconds.');
};

/**
 * Reads a webhook, if it is the platform's: the body as it came, byte for byte, before anything parses it. Rejects
 * with `WebhookRefusedError`; answer that with 400, and everything else with 2xx once it is written down.
 */
export const verifyWebhook = async (
  request: Request,
  {
    webhookSecrets,
    tolerance = defaultTolerance,
    signatureHeader = 'Ally-Signature',
    wasSeen,
    now = () => new Date(),
  }: WebhookOptions,
): Promise<WebhookEvent> => {
  checkOptions(webhookSecrets, tolerance);
  const header = request.headers.get(signatureHeader);
  if (header === null) throw new WebhookRefusedError('unsigned');
  const signature = readSignature(header);
  if (!signature) throw new WebhookRefusedError('signature');
  const body = await readBody(request);
  const signed = await joined([encoder.encode(`${signature.time}.`), body]);
  if (!(await isSigned(webhookSecrets, { signed, macs: signature.macs })))
    throw new WebhookRefusedError('signature');
  const age = now().getTime() - Number(signature.time) * 1000;
  if (age > tolerance) throw new WebhookRefusedError('too-old');
  if (-age > tolerance) throw new WebhookRefusedError('from-the-future');
  const event = readEvent(body);
  if ((await wasSeen?.(event.id)) === true) throw new WebhookRefusedError('replayed');
  return event;
};
