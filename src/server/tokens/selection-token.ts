import * as z from 'zod/mini';
import type { Selection, Summary } from '../../domain/selection.js';
import * as contract from '../../api/contract/schemas.js';
import { fromBase64url, toBase64url } from './base64url.js';
import { TokenExpiredError, TokenRefusedError } from '../errors.js';
import type { SealingOptions } from '../options.js';
import { selectionKey } from './keys.js';

/** The form of a token; another form would have another name. */
const version = 'sel1';

const day = 24 * 60 * 60 * 1000;

/** How long a window is promised. */
const promiseFor = day;

/** How long a token is opened: a late payment still books. */
const openFor = 90 * day;

/** How far the clocks of two servers may lie apart, in seconds. */
const skew = 5 * 60;

/** AES-GCM's own: 96 bits of nonce (NIST SP 800-38D, 8.2.2: random ones serve for 2^32 tokens of one key). */
const nonceLength = 12;

/** No token is longer, in letters: what is longer is not looked at. A plain selection makes about 1,500. */
export const longestToken = 16_384;

/** The part in clear, and the cipher's associated data. Times in seconds. */
const header = z.object({
  kid: z.string(),
  task: z.string(),
  mode: z.enum(['test', 'live']),
  iat: z.number(),
  exp: z.number(),
});

const sealed = z.object({
  selection: contract.selection,
  summary: contract.sealedSelection.shape.summary,
});

/** A token that was opened. */
export interface Opened {
  readonly selection: Selection;
  /** As it was when it was sealed: the platform's times and price. */
  readonly summary: Summary;
  readonly mode: 'test' | 'live';
  readonly issuedAt: Date;
  readonly promisedUntil: Date;
  /** Whether the window is still promised: until the token's promise ends or the window starts, whichever is first. */
  readonly isPromised: boolean;
}

const encoder = new TextEncoder();

const parse = <Schema extends z.ZodMiniType>(
  schema: Schema,
  bytes: Uint8Array,
): z.output<Schema> | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return z.parse(schema, JSON.parse(text));
  } catch {
    return null;
  }
};

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** The clear part as it was written, and what it says. */
const algorithm = (nonce: Uint8Array<ArrayBuffer>, clear: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv: nonce,
  additionalData: encoder.encode(`${version}.${clear}`),
});

/**
 * Seals a selection: `sel1.<header>.<nonce and ciphertext>`, in base64url. Two seals of one selection differ. The
 * options must have been checked. Opens the token before it returns it, and rejects with `TokenRefusedError` if that
 * fails: a token that cannot be opened would only be noticed after the payment.
 */
export const sealSelection = async (
  selection: Selection,
  { summary, mode }: { readonly summary: Summary; readonly mode: 'test' | 'live' },
  { sealingKeys, now = () => new Date(), ...options }: SealingOptions,
): Promise<{ readonly token: string; readonly expiresAt: string }> => {
  const iat = seconds(now());
  const exp = iat + Math.floor((options.promiseFor ?? promiseFor) / 1000);
  const kid = sealingKeys[0]?.kid ?? '';
  const key = await selectionKey(sealingKeys, kid);
  if (!key) throw new TypeError('The sealing keys were not checked.');
  const said: z.output<typeof header> = { kid, task: selection.taskId, mode, iat, exp };
  const clear = toBase64url(encoder.encode(JSON.stringify(said)));
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const plain = encoder.encode(JSON.stringify({ selection, summary }));
  const cipher = new Uint8Array(await crypto.subtle.encrypt(algorithm(nonce, clear), key, plain));
  const token = `${version}.${clear}.${toBase64url(Uint8Array.of(...nonce, ...cipher))}`;
  await openToken(token, { sealingKeys, now, ...options });
  return { token, expiresAt: new Date(exp * 1000).toISOString() };
};

const decrypt = async (
  key: CryptoKey,
  { bytes, clear }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly clear: string },
): Promise<Uint8Array> => {
  try {
    const how = algorithm(bytes.slice(0, nonceLength), clear);
    return new Uint8Array(await crypto.subtle.decrypt(how, key, bytes.slice(nonceLength)));
  } catch {
    throw new TokenRefusedError('altered');
  }
};

/** Opens a token. Rejects with `TokenRefusedError` or, when it is too old, `TokenExpiredError`. */
export const openToken = async (
  token: string,
  { sealingKeys, now = () => new Date(), ...options }: SealingOptions,
): Promise<Opened> => {
  const [form, clear = '', body = '', ...more] =
    token.length > longestToken ? [] : token.split('.');
  const [clearBytes, bytes] = [fromBase64url(clear), fromBase64url(body)];
  const said = clearBytes && parse(header, clearBytes);
  if (form !== version || more.length > 0 || !said || !bytes)
    throw new TokenRefusedError('malformed');
  const key = await selectionKey(sealingKeys, said.kid);
  if (!key) throw new TokenRefusedError('unknown-key');
  // What follows is believed only because the header has been vouched for.
  const found = parse(sealed, await decrypt(key, { bytes, clear }));
  if (found?.selection.taskId !== said.task) throw new TokenRefusedError('malformed');
  const time = seconds(now());
  if (said.iat > time + skew) throw new TokenRefusedError('from-the-future');
  if (time > said.iat + (options.openFor ?? openFor) / 1000) throw new TokenExpiredError();
  const promisedUntil = new Date(Math.min(said.exp * 1000, Date.parse(found.summary.startAt)));
  return {
    selection: found.selection,
    summary: found.summary,
    mode: said.mode,
    issuedAt: new Date(said.iat * 1000),
    promisedUntil,
    isPromised: now() < promisedUntil,
  };
};
