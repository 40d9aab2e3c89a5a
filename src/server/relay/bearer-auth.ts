import { RelayRefusal } from './http-error.js';

const digest = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/** Digests are of one length, and every byte is looked at: how long it takes says nothing of the secret. */
const isSame = async (said: string, secret: string): Promise<boolean> => {
  const [a, b] = await Promise.all([digest(said), digest(secret)]);
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
};

/** The merchant's own servers say their secret as `Authorization: Bearer …` (RFC 6750, 2.1). */
export const checkSecret = async (
  request: Request,
  orderSecret: string | undefined,
): Promise<void> => {
  const said = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (orderSecret === undefined || !(await isSame(said, orderSecret)))
    throw new RelayRefusal('unauthorised', 'The order secret is missing or wrong.');
};
