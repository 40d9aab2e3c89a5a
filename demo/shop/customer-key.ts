/**
 * The key that opens a customer's orders. It is in one cookie of their browser, for all of its orders.
 *
 * It is not in the page's address: addresses are recorded in the browser's history, in the logs of servers and proxies
 * and by analytics scripts, and the payment provider knows the address that it sends people back to. For another
 * browser (from an email, say) make a link that works once, sets this cookie, and redirects to the page's address.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const NAME = 'orders';

/** As long as a visit can be shown: the SDK's `sealing.lifetimeMs`. */
const MAX_AGE_SECONDS = 90 * 24 * 60 * 60;

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** A browser sends a cookie with this prefix only if this host has set it by HTTPS (RFC 6265bis, 4.1.3.2). */
function prefixFor(origin: string): 'host' | undefined {
  return origin.startsWith('https:') ? 'host' : undefined;
}

function readKey(context: Context, origin: string): string | undefined {
  const prefix = prefixFor(origin);
  const key = prefix ? getCookie(context, NAME, prefix) : getCookie(context, NAME);
  return key !== undefined && /^[\w-]{43}$/.test(key) ? key : undefined;
}

/** Gives the browser its key, or the same one for longer. Returns the key's hash, for the order's row. */
export function giveCustomerKey(context: Context, origin: string): string {
  const key = readKey(context, origin) ?? randomBytes(32).toString('base64url');
  const prefix = prefixFor(origin);
  setCookie(context, NAME, key, {
    path: '/',
    httpOnly: true,
    // `Strict` would not be sent when the payment provider redirects to the order's page.
    sameSite: 'Lax',
    secure: prefix === 'host',
    maxAge: MAX_AGE_SECONDS,
    ...(prefix && { prefix }),
  });
  return hash(key);
}

/** Returns the hash of the browser's key; null if it has none. */
export function readCustomerKey(context: Context, origin: string): string | null {
  const key = readKey(context, origin);
  return key === undefined ? null : hash(key);
}
