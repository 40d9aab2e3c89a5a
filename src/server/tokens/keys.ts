import { fromBase64url } from './base64url.js';
import { MisconfiguredError } from '../errors.js';

/** A sealing key of the merchant, from the server's environment; never in a page. */
export interface SealingKey {
  /** The key's name, in clear in each token: 1 to 16 letters, digits, `-` and `_`. */
  readonly kid: string;
  /** 32 random bytes in base64url. */
  readonly secret: string;
}

const secretLength = 32;
const AES_KEY_BITS = 256;
const HMAC_KEY_BITS = 256;

/** The command that makes a key. */
const CURE =
  'give 32 random bytes in base64url: node -p "crypto.randomBytes(32).toString(\'base64url\')"';

function bytesOf(secret: unknown): Uint8Array<ArrayBuffer> | null {
  const bytes = typeof secret === 'string' ? fromBase64url(secret) : null;
  return bytes?.length === secretLength ? bytes : null;
}

/** Random keys have about 31 different letters; fewer than this occur in 1 of 10^21. */
const MIN_DIFFERENT_LETTERS = 12;

/**
 * A key that was typed rather than drawn: readable ASCII, or its base64url is words or a pattern that repeats. Of
 * random keys 1 in 10^9 looks like one.
 */
function isWeak(secret: string, bytes: Uint8Array): boolean {
  return (
    bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ||
    new Set(secret).size < MIN_DIFFERENT_LETTERS ||
    !/[a-z]/.test(secret) ||
    !/[A-Z]/.test(secret)
  );
}

/**
 * Throws `MisconfiguredError` unless a secret is 32 random bytes in base64url. Options may come from JavaScript, or
 * from an environment that lacks one.
 */
export function checkSecret(secret: unknown, option: string): void {
  const bytes = bytesOf(secret);
  if (bytes === null) throw new MisconfiguredError(option, CURE);
  if (isWeak(String(secret), bytes))
    throw new MisconfiguredError(option, `it can be guessed: ${CURE}`);
}

/** Throws `MisconfiguredError` for keys that do not seal. */
export function checkSealingKeys(keys: readonly SealingKey[] | undefined): void {
  if (!Array.isArray(keys) || keys.length === 0)
    throw new MisconfiguredError('sealing.keys', `give at least one { kid, secret }; ${CURE}`);
  const given: readonly (Partial<SealingKey> | null)[] = keys;
  given.forEach((key, index) => {
    const option = `sealing.keys.${String(index)}`;
    const { kid, secret } = key ?? {};
    if (typeof kid !== 'string' || !/^[\w-]{1,16}$/.test(kid))
      throw new MisconfiguredError(
        `${option}.kid`,
        'name it: 1 to 16 letters, digits, “-” and “_”.',
      );
    if (given.findIndex((other) => other?.kid === kid) !== index)
      throw new MisconfiguredError(`${option}.kid`, 'give each key a name of its own.');
    checkSecret(secret, `${option}.secret`);
  });
}

const encoder = new TextEncoder();

/**
 * Derives the key for one use from a secret (HKDF, RFC 5869), so that the key of selections signs no other tokens.
 * Returns null if no secret has that name.
 */
async function deriveKey(
  keys: readonly SealingKey[],
  { kid, use }: { readonly kid: string; readonly use: string },
  how: AesKeyGenParams | (HmacImportParams & { readonly length: number }),
): Promise<CryptoKey | null> {
  const secret = bytesOf(keys.find((key) => key.kid === kid)?.secret);
  if (!secret) return null;
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const from = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(use) };
  const uses: KeyUsage[] = how.name === 'HMAC' ? ['sign', 'verify'] : ['encrypt', 'decrypt'];
  return await crypto.subtle.deriveKey(from, root, how, false, uses);
}

/** AES-256-GCM for selections. */
export function selectionKey(keys: readonly SealingKey[], kid: string): Promise<CryptoKey | null> {
  return deriveKey(
    keys,
    { kid, use: 'ally selection 1' },
    { name: 'AES-GCM', length: AES_KEY_BITS },
  );
}

/** HMAC-SHA256 for the tokens of appointments, and for the ids of holds. */
export function signingKey(
  keys: readonly SealingKey[],
  { kid, use }: { readonly kid: string; readonly use: 'ally manage 1' | 'ally hold 1' },
): Promise<CryptoKey | null> {
  return deriveKey(keys, { kid, use }, { name: 'HMAC', hash: 'SHA-256', length: HMAC_KEY_BITS });
}
