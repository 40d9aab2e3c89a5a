import { fromBase64url, toBase64url } from './base64url.js';
import type { SealingOptions } from '../options.js';
import { manageKey } from './keys.js';

/** The form of a token; another form would have another name. */
const version = 'man1';

/** How long an order page may show its appointment. */
const manageFor = 180 * 24 * 60 * 60 * 1000;

const signed = (kid: string, exp: string, appointmentId: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${version}.${kid}.${exp}.${appointmentId}`);

/**
 * The token by which an order page may show and cancel one appointment: `man1.<kid>.<expiry>.<signature>`, the expiry
 * in seconds, the signature an HMAC-SHA256 of all that and the appointment's id. The options must have been checked.
 */
export const makeManageToken = async (
  appointmentId: string,
  { sealingKeys, now = () => new Date(), ...options }: SealingOptions,
): Promise<string> => {
  const kid = sealingKeys[0]?.kid ?? '';
  const key = await manageKey(sealingKeys, kid);
  if (!key) throw new TypeError('The sealing keys were not checked.');
  const ends = now().getTime() + (options.manageFor ?? manageFor);
  const exp = String(Math.floor(ends / 1000));
  const mac = await crypto.subtle.sign('HMAC', key, signed(kid, exp, appointmentId));
  return `${version}.${kid}.${exp}.${toBase64url(new Uint8Array(mac))}`;
};

/** Whether a token is that of an appointment, and not too old. */
export const readManageToken = async (
  token: string,
  appointmentId: string,
  { sealingKeys, now = () => new Date() }: SealingOptions,
): Promise<boolean> => {
  const [, kid = '', exp = '', signature = ''] =
    /^man1\.([\w-]{1,16})\.(\d{1,12})\.([\w-]{43})$/.exec(token) ?? [];
  const mac = fromBase64url(signature);
  const key = await manageKey(sealingKeys, kid);
  if (!mac || !key) return false;
  // WebCrypto compares in constant time.
  const isOurs = await crypto.subtle.verify('HMAC', key, mac, signed(kid, exp, appointmentId));
  return isOurs && now().getTime() < Number(exp) * 1000;
};
