import type { IncomingMessage } from 'node:http';

/** The part of a request of Node that holds its client's address. Requests that a test makes may have no socket. */
export interface RequestSource extends Pick<IncomingMessage, 'headers'> {
  readonly socket?: { readonly remoteAddress?: string | undefined } | null;
}

/**
 * Returns the IP address of a request's client; null if it is not known. Behind `trustProxy` proxies that is the
 * `trustProxy`th address from the right of `X-Forwarded-For`: each proxy appends the address that it received the
 * request from, and everything further left can be written by the client.
 */
export function clientAddress(
  { headers, socket }: RequestSource,
  trustProxy: number,
): string | null {
  // Node joins repeated headers with commas.
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const candidate = trustProxy > 0 ? forwarded.at(-trustProxy) : undefined;
  return normalizeAddress(candidate ?? socket?.remoteAddress ?? '');
}

/**
 * Returns one spelling for each address, without a port, brackets or a zone, so that a limit by address cannot be
 * bypassed by another spelling. Null if it is not an IP address.
 */
function normalizeAddress(text: string): string | null {
  // The longest IPv6 address with brackets, zone and port is shorter.
  if (text.length > 100) return null;
  const v4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/.exec(text)?.[1];
  if (v4 !== undefined) return isIpv4(v4) ? v4 : null;
  const inner = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? text;
  const v6 = inner.replace(/%[\w.-]+$/, '');
  if (!/^[\da-f:.]+$/i.test(v6) || !v6.includes(':')) return null;
  const url = `http://[${v6}]`;
  // The URL Standard defines one spelling of an IPv6 address (4.4, host serializing).
  if (!URL.canParse(url)) return null;
  const canonical = new URL(url).hostname.slice(1, -1);
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(canonical);
  return mapped ? toIpv4(`${mapped[1] ?? ''}:${mapped[2] ?? ''}`) : canonical;
}

function isIpv4(text: string): boolean {
  return text.split('.').every((part) => String(Number(part)) === part && Number(part) <= 255);
}

/** The IPv4 address of the last two groups of an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
function toIpv4(groups: string): string {
  const bytes = groups.split(':').flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join('.');
}
