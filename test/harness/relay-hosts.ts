/**
 * Starts the relay in the runtimes that merchants use: Node's HTTP server, Hono, and Cloudflare Workers. Tests send
 * real HTTP.
 */
import {
  createServer,
  request as sendRequest,
  type Agent,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Miniflare, Request as WorkerRequest, Response as WorkerResponse } from 'miniflare';
import { build, type Rolldown } from 'vite';
import { createAlly, toNodeListener } from '../../src/server/index.js';
import type { AllyOptions, Relay, RelayOptions } from '../../src/server/index.js';
import { clockScript } from './clock.mjs';
import type { MockPlatform } from '../fixtures/platform.js';

export interface RelayRequest {
  readonly method?: string;
  /** Request target, sent without normalization. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /** Whether to send the body in chunks, without a `Content-Length`. */
  readonly isChunked?: boolean;
}

export interface RelayResponse {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

export interface RelayHost {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Sends a request without correcting anything in it, unlike `fetch`. */
export const send = (
  port: number,
  relayRequest: RelayRequest,
  agent: Agent | false = false,
): Promise<RelayResponse> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', path, headers = {}, body, isChunked = false } = relayRequest;
    const length =
      body === undefined || isChunked ? {} : { 'content-length': Buffer.byteLength(body) };
    const clientRequest = sendRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        // Without an agent each request has its own connection, so that an unread body does not reach the next request.
        agent,
        headers: { ...headers, ...length } as never,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { statusCode: status = 0, headers: responseHeaders } = answer;
          resolve({ status, headers: responseHeaders, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    clientRequest.on('error', reject);
    clientRequest.end(body);
  });

/** The options of a relay that a host starts. A Worker has a store of its own, and no functions. */
export interface HostOptions {
  readonly ally: AllyOptions;
  readonly relay: RelayOptions;
}

const makeRelay = ({ ally, relay }: HostOptions): Relay => createAlly(ally).relay(relay);

const listening = (server: Server): Promise<RelayHost> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        stop: () =>
          new Promise((stopped) => {
            server.closeAllConnections();
            server.close(() => {
              stopped();
            });
          }),
      });
    });
  });

const inNode = (options: HostOptions): Promise<RelayHost> =>
  listening(createServer(toNodeListener(makeRelay(options))));

const inHono = (options: HostOptions): Promise<RelayHost> => {
  const relay = makeRelay(options);
  const app = new Hono();
  app.all('*', (context) => relay(context.req.raw));
  return new Promise((resolve) => {
    // Otherwise Hono replaces the global `Response`, also for the test files that run after this one.
    const options = { port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false };
    const server = serve({ fetch: app.fetch, ...options }, ({ port }) => {
      const stop = (): Promise<void> =>
        new Promise((stopped) => {
          (server as Server).closeAllConnections();
          server.close(() => {
            stopped();
          });
        });
      resolve({ port, stop });
    });
  });
};

const bundle = async (): Promise<string> => {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['workerd', 'worker', 'module'] },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, 'relay-worker.ts'), formats: ['es'] },
    },
  })) as Rolldown.RolldownOutput[];
  return (output as Rolldown.RolldownOutput).output[0].code;
};

const inWorkers = async (options: HostOptions, platform: MockPlatform): Promise<RelayHost> => {
  const miniflare = new Miniflare({
    modules: true,
    script: `${clockScript};\n${await bundle()}`,
    compatibilityDate: '2025-09-01',
    // Bindings of a worker are JSON: options that are functions are omitted.
    bindings: { OPTIONS: JSON.parse(JSON.stringify(options)) as never },
    host: '127.0.0.1',
    port: 0,
    async outboundService(request: WorkerRequest) {
      const { url, method, headers } = request;
      const body = method === 'GET' ? null : await request.text();
      const answer = await platform.fetch(url, {
        method,
        headers: Object.fromEntries(headers),
        ...(body === null || body === '' ? {} : { body }),
      });
      const text = answer.status === 204 ? null : await answer.text();
      return new WorkerResponse(text, {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
      });
    },
  });
  const { port } = await miniflare.ready;
  return { port: Number(port), stop: () => miniflare.dispose() };
};

/** Functions that start a relay, by runtime or framework. */
export const hosts: Readonly<
  Record<string, (options: HostOptions, platform: MockPlatform) => Promise<RelayHost>>
> = { Node: inNode, Hono: inHono, Workers: inWorkers };
