import { RelayRefusal } from './http-error.js';

async function digestOf(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** Compares digests, which have one length, byte by byte: the time does not depend on the secret. */
async function isSame(given: string, secret: string): Promise<boolean> {
  const [a, b] = await Promise.all([digestOf(given), digestOf(secret)]);
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
}

/** Throws `RelayRefusal` unless a request has the order secret, as `Authorization: Bearer …` (RFC 6750, 2.1). */
export async function checkOrderSecret(
  request: Request,
  orderSecret: string | undefined,
): Promise<void> {
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (orderSecret === undefined || !(await isSame(given, orderSecret)))
    throw new RelayRefusal('unauthorised', 'The order secret is missing or wrong.');
}
