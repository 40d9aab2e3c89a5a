import type { MiddlewareHandler } from 'hono';

/** The Content Security Policy of the shop's pages: no inline scripts and styles, and no other server. */
function policyFor(paymentOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    // Browsers check the redirect of a form too.
    `form-action 'self' ${paymentOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types ally-booking',
  ].join('; ');
}

/** Sets the security headers of the shop's own responses. */
export function securityHeaders(paymentOrigin: string): MiddlewareHandler {
  const policy = policyFor(paymentOrigin);
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('Content-Security-Policy', policy);
    headers.set('X-Content-Type-Options', 'nosniff');
    // Keeps references of orders from other sites. With `no-referrer`, forms would have the origin "null".
    headers.set('Referrer-Policy', 'same-origin');
    // Pages are for one customer.
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}
