import type { MiddlewareHandler } from 'hono';

/** What a page of the shop may do: its own files and its own server, one form, and nothing written into the page. */
const policy = (paymentOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    // A browser counts where a form leads on to as well.
    `form-action 'self' ${paymentOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types ally-booking',
  ].join('; ');

/** For every answer of the shop’s own; what a middleware after this says otherwise holds. */
export const safeHeaders =
  (paymentOrigin: string): MiddlewareHandler =>
  async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('Content-Security-Policy', policy(paymentOrigin));
    headers.set('X-Content-Type-Options', 'nosniff');
    // An order’s reference is nobody else’s business. Not `no-referrer`, with which forms would name no origin.
    headers.set('Referrer-Policy', 'same-origin');
    // Pages are for the one person who asked.
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
