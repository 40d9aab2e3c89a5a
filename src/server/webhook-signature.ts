/**
 * The signature of a webhook: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. Assumed: the platform documents an
 * HMAC and a secret only.
 */
import { WebhookRefusedError } from './errors.js';
import { concat, type Bytes } from './webhook-body.js';

/** Bounds the HMACs that an unsigned request can cause. */
const MAX_SIGNATURES = 8;

const encoder = new TextEncoder();

export interface Signature {
  readonly seconds: number;
  /** The seconds as written in the header: the HMAC covers the digits. */
  readonly time: string;
  readonly macs: readonly Bytes[];
}

/**
 * Reads the header. It has one `v1` for each secret while secrets are rotated, in hexadecimal digits of either case.
 * Other schemes are ignored.
 */
export function readSignature(header: string | null): Signature {
  if (header === null) throw new WebhookRefusedError('unsigned');
  const parts = header.split(',').map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith('t='));
  const signatures = parts.filter((part) => part.startsWith('v1='));
  const macs = signatures.filter((part) => /^v1=[\da-f]{64}$/i.test(part));
  const time = times[0]?.slice('t='.length) ?? '';
  const isReadable = times.length === 1 && /^\d{1,12}$/.test(time) && macs.length > 0;
  if (!isReadable || signatures.length > MAX_SIGNATURES) throw new WebhookRefusedError('signature');
  return {
    seconds: Number(time),
    time,
    macs: macs.map((mac) => fromHex(mac.slice('v1='.length))),
  };
}

/** Returns whether one of the secrets made one of the signatures over these bytes. */
export async function isSigned(
  body: Uint8Array,
  { time, macs }: Signature,
  secrets: readonly string[],
): Promise<boolean> {
  const signed = concat([encoder.encode(`${time}.`), body]);
  for (const secret of secrets) {
    const key = await importSecret(secret, 'verify');
    for (const mac of macs)
      // Web Crypto compares in constant time.
      if (await crypto.subtle.verify('HMAC', key, mac, signed)) return true;
  }
  return false;
}

/** Returns the header's value for a body that is signed at a time, in milliseconds since 1970. */
export async function writeSignature(
  body: Uint8Array,
  secret: string,
  milliseconds: number,
): Promise<string> {
  const time = String(Math.floor(milliseconds / 1000));
  const key = await importSecret(secret, 'sign');
  const signed = concat([encoder.encode(`${time}.`), body]);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed));
  return `t=${time},v1=${toHex(mac)}`;
}

function importSecret(secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [usage]);
}

function fromHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
