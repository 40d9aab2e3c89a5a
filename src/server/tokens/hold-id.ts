import { fromBase64url, toBase64url } from './base64url.js';
import { signingKey } from './keys.js';
import type { ManageContext } from './manage-token.js';

const USE = 'ally hold 1';

/** Ids of holds that the relay passes on: they are part of a path. */
const HOLD_ID = /^[\w-]{1,64}$/;

/** 128 bits are enough for a value that lives for minutes. */
const MAC_BYTES = 16;

/** The mode is signed too: one set of sealing keys may serve test and live. */
async function macOf(
  id: string,
  kid: string,
  { sealing, mode }: ManageContext,
): Promise<string | null> {
  const key = await signingKey(sealing.keys, { kid, use: USE });
  if (!key) return null;
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${mode}.${id}`));
  return toBase64url(new Uint8Array(mac).slice(0, MAC_BYTES));
}

/**
 * Signs the id of a hold for a page, as `id.mac`, so that only holds that this relay has given out can be released or
 * used. Returns null for an id that cannot be part of a path.
 */
export async function signHoldId(id: string, context: ManageContext): Promise<string | null> {
  if (!HOLD_ID.test(id)) return null;
  const mac = await macOf(id, context.sealing.keys[0]?.kid ?? '', context);
  return mac === null ? null : `${id}.${mac}`;
}

/** Returns the platform's id of a hold that this relay has signed, or null. */
export async function readHoldId(signed: string, context: ManageContext): Promise<string | null> {
  const [, id = '', mac = ''] = /^([\w-]{1,64})\.([\w-]{22})$/.exec(signed) ?? [];
  const given = fromBase64url(mac);
  if (!given) return null;
  for (const { kid } of context.sealing.keys) {
    const expected = fromBase64url((await macOf(id, kid, context)) ?? '');
    if (expected && isEqual(given, expected)) return id;
  }
  return null;
}

/** Compares two texts of one length in a time that does not depend on where they differ. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return (
    a.length === b.length &&
    a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0
  );
}
