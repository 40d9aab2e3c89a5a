import type { OrderKey } from '../store/store.js';
import { fromBase64url } from './base64url.js';

/** RFC 4648, 6, in lower case: the platform's search may know no case, and people read it aloud. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const MAC_CHARACTERS = 16;

/** The first 80 bits of a MAC, in base32. */
function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes.subarray(0, 10)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}

/** HMAC-SHA256 by the mark key over parts that are joined without ambiguity. */
export async function markMac(markKey: string, parts: readonly string[]): Promise<Uint8Array> {
  const secret = fromBase64url(markKey);
  if (!secret) throw new TypeError('The mark key was not checked.');
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secret, how, false, ['sign']);
  const said = new TextEncoder().encode(JSON.stringify(parts));
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, said));
}

/**
 * Returns the `externalRef` of an order's patient and appointment:
 * `<namespace>.<orderRef>~<16 base32 characters of an HMAC>`. The HMAC shows that an appointment was made for this
 * order by this SDK: the platform does not keep references unique, and other systems of the same organisation may use
 * the same order number.
 */
export async function makeMark(
  { namespace, mode, orderRef }: OrderKey,
  markKey: string,
): Promise<string> {
  const mac = await markMac(markKey, ['mark', namespace, mode, orderRef]);
  return `${namespace}.${orderRef}~${toBase32(mac)}`;
}

/**
 * Reads the order's reference back from an `externalRef`. Returns null if the mark is not that of an order of this
 * namespace and mode.
 */
export async function readMark(
  externalRef: string,
  { namespace, mode }: Omit<OrderKey, 'orderRef'>,
  markKey: string,
): Promise<string | null> {
  const prefix = `${namespace}.`;
  const end = externalRef.length - MAC_CHARACTERS - 1;
  if (!externalRef.startsWith(prefix) || externalRef[end] !== '~') return null;
  const orderRef = externalRef.slice(prefix.length, end);
  return (await makeMark({ namespace, mode, orderRef }, markKey)) === externalRef ? orderRef : null;
}
