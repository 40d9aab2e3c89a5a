/** Serves a `MockPlatform` by HTTP on a local port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { MockPlatform } from '../fixtures/platform.js';

export interface PlatformServer {
  readonly platform: MockPlatform;
  /** Value for the option `platformBase`. */
  readonly base: string;
  readonly close: () => void;
}

/** Starts a mock platform on a free port. */
export const servePlatform = async (): Promise<PlatformServer> => {
  const platform = new MockPlatform();
  const server = createServer((incoming, outgoing) => {
    const disconnected = new AbortController();
    outgoing.on('close', () => {
      disconnected.abort();
    });
    const handle = async (): Promise<void> => {
      const { method = 'GET', url = '/' } = incoming;
      const body = await text(incoming);
      const response = await platform.fetch(`http://platform.invalid${url}`, {
        method,
        signal: disconnected.signal,
        headers: { authorization: incoming.headers.authorization ?? '' },
        ...(body !== '' && { body }),
      });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(await response.text());
    };
    // A planned fault that loses the response rejects: the connection is closed without one.
    handle().catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    platform,
    base: `http://127.0.0.1:${String(port)}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
