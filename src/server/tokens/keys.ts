import { fromBase64url } from './base64url.js';
import { MisconfiguredError } from '../errors.js';

/** A key of the merchant's own, from the server's environment; never in a page. */
export interface SealingKey {
  /** Its name, in clear in each token: letters, digits, `-` and `_`, at most 16. */
  readonly kid: string;
  /** 32 random bytes in base64url. */
  readonly secret: string;
}

const secretLength = 32;

/** A line that makes one, for whoever starts a server without. */
const cure =
  'give 32 random bytes in base64url: node -p "crypto.randomBytes(32).toString(\'base64url\')"';

const bytesOf = (secret: unknown): Uint8Array<ArrayBuffer> | null => {
  const bytes = typeof secret === 'string' ? fromBase64url(secret) : null;
  return bytes?.length === secretLength ? bytes : null;
};

/** Options may come from JavaScript, or from an environment that lacks one. */
export const checkSealingKeys = (sealingKeys: readonly SealingKey[]): void => {
  const given = sealingKeys as readonly Partial<SealingKey>[] | undefined;
  if (!Array.isArray(given) || given.length === 0)
    throw new MisconfiguredError('sealingKeys', `give at least one { kid, secret }; ${cure}`);
  given.forEach(({ kid, secret }: Partial<SealingKey>, index) => {
    const option = `sealingKeys.${String(index)}`;
    if (typeof kid !== 'string' || !/^[\w-]{1,16}$/.test(kid))
      throw new MisconfiguredError(
        `${option}.kid`,
        'name it: letters, digits, “-”, “_”, at most 16.',
      );
    if (given.findIndex((other: Partial<SealingKey>) => other.kid === kid) !== index)
      throw new MisconfiguredError(`${option}.kid`, 'give each key a name of its own.');
    if (bytesOf(secret) === null) throw new MisconfiguredError(`${option}.secret`, cure);
  });
};

const encoder = new TextEncoder();

/**
 * A key for one use, from the secret (HKDF, RFC 5869): what seals selections signs no tokens, and the other way round.
 * Null where no secret has that name.
 */
const deriveKey = async (
  sealingKeys: readonly SealingKey[],
  { kid, use }: { readonly kid: string; readonly use: string },
  how: AesKeyGenParams | (HmacImportParams & { readonly length: number }),
): Promise<CryptoKey | null> => {
  const secret = bytesOf(sealingKeys.find((key) => key.kid === kid)?.secret);
  if (!secret) return null;
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const from = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(use) };
  const uses: KeyUsage[] = how.name === 'HMAC' ? ['sign', 'verify'] : ['encrypt', 'decrypt'];
  return await crypto.subtle.deriveKey(from, root, how, false, uses);
};

/** AES-256-GCM for selections. */
export const selectionKey = (keys: readonly SealingKey[], kid: string): Promise<CryptoKey | null> =>
  deriveKey(keys, { kid, use: 'ally selection 1' }, { name: 'AES-GCM', length: 256 });

/** HMAC-SHA256 for the tokens of appointments. */
export const manageKey = (keys: readonly SealingKey[], kid: string): Promise<CryptoKey | null> =>
  deriveKey(keys, { kid, use: 'ally manage 1' }, { name: 'HMAC', hash: 'SHA-256', length: 256 });
