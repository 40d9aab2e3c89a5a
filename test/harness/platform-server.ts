/** A pretend platform behind a real port, in a test's hand. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { MockPlatform } from '../fixtures/platform.js';

/** A platform that listens on a port of this machine. */
export interface PlatformServer {
  readonly platform: MockPlatform;
  /** What to give as `platformBase`. */
  readonly base: string;
  readonly close: () => void;
}

/** Starts a platform on any free port. */
export const servePlatform = async (): Promise<PlatformServer> => {
  const platform = new MockPlatform();
  const server = createServer((incoming, outgoing) => {
    const disconnected = new AbortController();
    outgoing.on('close', () => {
      disconnected.abort();
    });
    const answer = async (): Promise<void> => {
      const { method = 'GET', url = '/' } = incoming;
      const body = await text(incoming);
      const answered = await platform.fetch(`http://platform.invalid${url}`, {
        method,
        signal: disconnected.signal,
        headers: { authorization: incoming.headers.authorization ?? '' },
        ...(body !== '' && { body }),
      });
      outgoing.writeHead(answered.status, Object.fromEntries(answered.headers));
      outgoing.end(await answered.text());
    };
    // An answer that is lost breaks the connection.
    answer().catch(() => outgoing.destroy());
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
