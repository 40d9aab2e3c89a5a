import { toBase64url } from './base64url.js';

/** SHA-256 of a token: it identifies a selection that was used, and does not allow it to be opened. */
export async function tokenDigest(token: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return toBase64url(new Uint8Array(bytes));
}
