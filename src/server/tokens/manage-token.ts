import { fromBase64url, toBase64url } from './base64url.js';
import { signingKey } from './keys.js';
import { LIFETIME_MS, type SealingContext } from './selection-token.js';

/** The version of the token's form. */
const VERSION = 'man1';

const USE = 'ally manage 1';

/** What makes and checks the token of an appointment. */
export interface ManageContext extends SealingContext {
  readonly mode: 'test' | 'live';
}

/**
 * The platform counts the ids of test and live appointments by itself, and one set of sealing keys may serve both: the
 * mode keeps a token of a test appointment from opening the live one of the same id.
 */
function signedBytes(
  { kid, exp, mode }: { readonly kid: string; readonly exp: string; readonly mode: string },
  appointmentId: string,
): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${VERSION}.${kid}.${exp}.${mode}.${appointmentId}`);
}

/**
 * Makes the token with which an order page shows and cancels one appointment:
 * `man1.<kid>.<expiry in seconds>.<HMAC-SHA256 of these, the mode and the appointment's id>`.
 */
export async function makeManageToken(
  appointmentId: string,
  { sealing, now, mode }: ManageContext,
): Promise<string> {
  const kid = sealing.keys[0]?.kid ?? '';
  const key = await signingKey(sealing.keys, { kid, use: USE });
  if (!key) throw new TypeError('The sealing keys were not checked.');
  const expiresAt = now().getTime() + (sealing.lifetimeMs ?? LIFETIME_MS);
  const exp = String(Math.floor(expiresAt / 1000));
  const mac = await crypto.subtle.sign('HMAC', key, signedBytes({ kid, exp, mode }, appointmentId));
  return `${VERSION}.${kid}.${exp}.${toBase64url(new Uint8Array(mac))}`;
}

/** Returns whether a token is that of an appointment, and has not expired. */
export async function isManageToken(
  token: string,
  appointmentId: string,
  { sealing, now, mode }: ManageContext,
): Promise<boolean> {
  const [, kid = '', exp = '', signature = ''] =
    /^man1\.([\w-]{1,16})\.(\d{1,12})\.([\w-]{43})$/.exec(token) ?? [];
  const mac = fromBase64url(signature);
  const key = await signingKey(sealing.keys, { kid, use: USE });
  if (!mac || !key) return false;
  // WebCrypto compares in constant time.
  const isOurs = await crypto.subtle.verify(
    'HMAC',
    key,
    mac,
    signedBytes({ kid, exp, mode }, appointmentId),
  );
  return isOurs && now().getTime() < Number(exp) * 1000;
}
