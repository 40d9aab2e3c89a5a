import { RelayRefusal } from './http-error.js';

const forbidden = (): RelayRefusal =>
  new RelayRefusal('forbidden_origin', 'This origin is not served: see the relay’s origins.');

/**
 * Refuses pages of origins that are not the merchant's. A browser names the origin of every POST; of a GET to a page's
 * own origin it names none, but newer ones say `Sec-Fetch-Site` (Fetch Metadata, W3C). What says neither is no page.
 */
export const checkOrigin = (request: Request, origins: readonly string[]): void => {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin !== null ? !origins.includes(origin) : request.method !== 'GET') throw forbidden();
  if (origin === null && site !== null && site !== 'same-origin') throw forbidden();
};

/** From the merchant's servers only: a browser would say where the request comes from. */
export const checkNoBrowser = (request: Request): void => {
  if (request.headers.has('origin') || request.headers.has('sec-fetch-site')) throw forbidden();
};

/** What a page of one of the merchant's origins may read of the answer. */
export const corsHeaders = (
  request: Request,
  origins: readonly string[],
): Record<string, string> => {
  const origin = request.headers.get('origin');
  if (origin === null || !origins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Ally-Version, Retry-After, Date, X-Request-Id',
  };
};

/** How long a browser may remember what it was allowed to ask, in seconds. */
const remembered = '600';

/** A preflight's answer (Fetch Standard, CORS protocol). */
export const preflightHeaders = (methods: readonly string[]): Record<string, string> => ({
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': 'Content-Type, Ally-Manage, Ally-Version',
  'access-control-max-age': remembered,
});
