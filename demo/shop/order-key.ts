/**
 * Who may see an order: whoever has its key, which lies in a cookie and nowhere else.
 *
 * Not in the page’s address, for an address is written down along the way: in the browser’s history, in the logs of
 * servers and proxies, in what scripts for statistics send home; and the payment provider is told to which address it
 * sends people back. The cookie is of this browser alone. For whoever comes with another (from an email, say) make a
 * link of its own that works once, sets this cookie, and leads on to the page’s plain address.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** As long as its visit can be shown, in seconds. */
const keptFor = 180 * 24 * 60 * 60;

const hash = (key: string): string => createHash('sha256').update(key).digest('hex');

export const newOrderKey = (): { readonly key: string; readonly keyHash: string } => {
  const key = randomBytes(32).toString('base64url');
  return { key, keyHash: hash(key) };
};

export const giveOrderKey = (
  context: Context,
  { ref, key, origin }: { readonly ref: string; readonly key: string; readonly origin: string },
): void => {
  setCookie(context, `order-${ref}`, key, {
    path: '/',
    httpOnly: true,
    // A browser that comes back from the payment provider brings a lax one along.
    sameSite: 'Lax',
    secure: origin.startsWith('https:'),
    maxAge: keptFor,
  });
};

/** What the browser has for an order, as the database knows it. */
export const readOrderKey = (context: Context, ref: string): string =>
  hash(getCookie(context, `order-${ref}`) ?? '');
