import * as z from 'zod/mini';
import type { Selection, Summary } from '../../domain/selection.js';
import * as contract from '../../api/contract/schemas.js';
import { fromBase64url, toBase64url } from './base64url.js';
import { TokenExpiredError, TokenRefusedError, TokenUnreadableError } from '../errors.js';
import type { SealingOptions } from '../options.js';
import { selectionKey } from './keys.js';

/** What sealing and opening need. The options have been checked. */
export interface SealingContext {
  readonly sealing: SealingOptions;
  readonly now: () => Date;
}

/** The version of the token's form. */
const VERSION = 'sel1';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a window is promised: the default of `sealing.promiseMs`. */
export const PROMISE_MS = DAY_MS;

/** How long tokens are opened: a late payment still books. */
export const LIFETIME_MS = 90 * DAY_MS;

/** How far the clocks of two servers may lie apart. */
const SKEW_SECONDS = 5 * 60;

/** 96 bits (NIST SP 800-38D, 8.2.2: random ones serve for 2^32 tokens of one key). */
const NONCE_BYTES = 12;

/** Longer tokens are refused unread. A plain selection makes about 1,500 characters. */
export const MAX_TOKEN_LENGTH = 16_384;

/**
 * The part in clear, and the associated data of the cipher. Times in seconds. The Task is not in it: its name may say
 * which test somebody takes.
 */
const header = z.object({
  kid: z.string(),
  mode: z.enum(['test', 'live']),
  iat: z.number(),
  exp: z.number(),
});

const sealed = z.object({
  selection: contract.selection,
  summary: contract.sealedSelection.shape.summary,
});

/** The content of a token. */
export interface Opened {
  readonly selection: Selection;
  /** The platform's times and price at the time of sealing. */
  readonly summary: Summary;
  readonly mode: 'test' | 'live';
  readonly issuedAt: Date;
  readonly promisedUntil: Date;
  /** Whether the window is still promised: until the token's promise ends or the window starts, whichever is first. */
  readonly isPromised: boolean;
}

const encoder = new TextEncoder();

function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  bytes: Uint8Array,
): z.output<Schema> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return z.parse(schema, JSON.parse(text));
  } catch {
    return null;
  }
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function algorithm(nonce: Uint8Array<ArrayBuffer>, clear: string): AesGcmParams {
  return {
    name: 'AES-GCM',
    iv: nonce,
    additionalData: encoder.encode(`${VERSION}.${clear}`),
  };
}

/**
 * Seals a selection: `sel1.<header>.<nonce and ciphertext>`, in base64url. Two seals of one selection differ. Opens the
 * token before it returns it, and rejects with `TokenRefusedError` if that fails: a token that cannot be opened would
 * be noticed only after the payment.
 */
export async function sealSelection(
  selection: Selection,
  { summary, mode }: { readonly summary: Summary; readonly mode: 'test' | 'live' },
  context: SealingContext,
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const { sealing, now } = context;
  const iat = toSeconds(now());
  const exp = iat + Math.floor((sealing.promiseMs ?? PROMISE_MS) / 1000);
  const kid = sealing.keys[0]?.kid ?? '';
  const key = await selectionKey(sealing.keys, kid);
  if (!key) throw new TypeError('The sealing keys were not checked.');
  const said: z.output<typeof header> = { kid, mode, iat, exp };
  const clear = toBase64url(encoder.encode(JSON.stringify(said)));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = encoder.encode(JSON.stringify({ selection, summary }));
  const cipher = new Uint8Array(await crypto.subtle.encrypt(algorithm(nonce, clear), key, plain));
  const token = `${VERSION}.${clear}.${toBase64url(Uint8Array.of(...nonce, ...cipher))}`;
  await openToken(token, context);
  return { token, expiresAt: new Date(exp * 1000).toISOString() };
}

async function decrypt(
  key: CryptoKey,
  { bytes, clear }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly clear: string },
): Promise<Uint8Array> {
  try {
    const how = algorithm(bytes.slice(0, NONCE_BYTES), clear);
    return new Uint8Array(await crypto.subtle.decrypt(how, key, bytes.slice(NONCE_BYTES)));
  } catch {
    throw new TokenRefusedError('altered');
  }
}

/**
 * Opens a token. Rejects with `TokenRefusedError`, with `TokenUnreadableError` if this process cannot open it yet, or
 * with `TokenExpiredError` after `lifetimeMs`.
 */
export async function openToken(token: string, { sealing, now }: SealingContext): Promise<Opened> {
  const isText = typeof token === 'string' && token.length <= MAX_TOKEN_LENGTH;
  const [form, clear = '', body = '', ...more] = isText ? token.split('.') : [];
  const [clearBytes, bytes] = [fromBase64url(clear), fromBase64url(body)];
  const said = clearBytes && parse(header, clearBytes);
  if (form !== VERSION || more.length > 0 || !said || !bytes)
    throw new TokenRefusedError('malformed');
  const key = await selectionKey(sealing.keys, said.kid);
  if (!key) throw new TokenUnreadableError('unknown_key');
  // The header is authenticated by the decryption.
  const found = parse(sealed, await decrypt(key, { bytes, clear }));
  if (!found) throw new TokenRefusedError('malformed');
  const time = toSeconds(now());
  if (said.iat > time + SKEW_SECONDS) throw new TokenUnreadableError('not_yet_valid');
  if (time > said.iat + (sealing.lifetimeMs ?? LIFETIME_MS) / 1000) throw new TokenExpiredError();
  const promisedUntil = new Date(Math.min(said.exp * 1000, Date.parse(found.summary.startAt)));
  return {
    selection: found.selection,
    summary: found.summary,
    mode: said.mode,
    issuedAt: new Date(said.iat * 1000),
    promisedUntil,
    isPromised: now() < promisedUntil,
  };
}
