import { EventEmitter, once } from 'node:events';
import {
  Agent,
  createServer,
  IncomingMessage,
  request as sendRequest,
  ServerResponse,
  type OutgoingHttpHeaders,
} from 'node:http';
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type ServerHttp2Session,
} from 'node:http2';
import { connect, Socket, type AddressInfo, type Server } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import express, { type RequestHandler } from 'express';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { clientAddress } from '../../../src/server/client-address.js';
import { toNodeListener, type NodeListener } from '../../../src/server/node.js';
import type { Relay } from '../../../src/server/relay/relay.js';

const origin = 'https://shop.example';
const page = { origin, 'content-type': 'application/json' };
const MEGABYTE = 1024 * 1024;

interface Received {
  readonly request: Request;
  readonly body: string;
  readonly address: string | null | undefined;
}

/** A relay that answers 200 with what it got, and keeps the requests. */
function echoRelay() {
  const received: Received[] = [];
  const relay: Relay = async (request, client) => {
    const body = Buffer.from(await request.arrayBuffer()).toString('latin1');
    received.push({ request, body, address: client?.address });
    const { pathname, search } = new URL(request.url);
    return Response.json({ path: pathname + search, body }, { headers: { 'x-relay': 'yes' } });
  };
  return { relay, received };
}

/** Answers 413 without reading the body. */
const earlyRelay: Relay = () =>
  Promise.resolve(Response.json({ error: { code: 'too_large' } }, { status: 413 }));

const servers: Server[] = [];
let printed: MockInstance<typeof console.error>;

beforeEach(() => {
  printed = vi.spyOn(console, 'error').mockReturnValue(undefined);
});
afterEach(() => {
  printed.mockRestore();
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.close();
    (server as Partial<ReturnType<typeof createServer>>).closeAllConnections?.();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Serves a listener by Node's `http`. */
function start(listener: NodeListener): Promise<number> {
  return listen(createServer(listener));
}

/** A promise that a test settles itself. */
function defer<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

interface SentRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  readonly agent?: Agent;
}

async function send(port: number, sent: SentRequest = {}) {
  const { method = 'POST', path = '/ally/coverage', headers = page, body, agent } = sent;
  const host = '127.0.0.1';
  const client = sendRequest({ host, port, method, path, headers, agent: agent ?? false });
  client.end(body);
  const [answer] = (await once(client, 'response')) as [IncomingMessage];
  const text = (await buffer(answer)).toString();
  return { status: answer.statusCode, headers: answer.headers, text };
}

/** Sends bytes as they are, and returns everything that the server sends until it closes the connection. */
async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(text);
  return (await buffer(socket)).toString();
}

function expectFailure(
  answer: { status: number | undefined; headers: Record<string, unknown>; text: string },
  status: number,
  code: string,
) {
  expect(answer.status).toBe(status);
  const { error } = JSON.parse(answer.text) as { error: Record<string, string> };
  expect(error).toEqual({
    code,
    message: expect.any(String) as string,
    requestId: answer.headers['x-request-id'],
  });
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': origin,
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    vary: 'Origin',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^req_[\da-f-]{36}$/) as string,
  });
  expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  return error.message ?? '';
}

describe('a request in Node', () => {
  it('reaches the relay with method, path, headers, body and address', async () => {
    const { relay, received } = echoRelay();
    const port = await start(toNodeListener(relay));
    const headers = Object.assign({ 'x-list': ['a', 'b'] }, page);
    const answer = await send(port, { path: '/ally/coverage?x=%20y', headers, body: '{"é":1}' });
    expect([answer.status, answer.headers['x-relay']]).toEqual([200, 'yes']);
    const body = Buffer.from('{"é":1}').toString('latin1');
    expect(JSON.parse(answer.text)).toEqual({ path: '/ally/coverage?x=%20y', body });
    const [{ request, address }] = received as [Received];
    expect([request.method, address, request.headers.get('x-list')]).toEqual([
      'POST',
      '127.0.0.1',
      'a, b',
    ]);
    expect(request.headers.get('origin')).toBe(origin);
    expect(printed).not.toHaveBeenCalled();
  });

  it.each(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'PUT'])(
    'may be %s without a body',
    async (method) => {
      const { relay, received } = echoRelay();
      const port = await start(toNodeListener(relay));
      const answer = await send(port, { method });
      expect([answer.status, answer.text === '']).toEqual([200, method === 'HEAD']);
      expect([received[0]?.request.method, received[0]?.body]).toEqual([method, '']);
    },
  );

  it('may be HEAD on a server that rejects bodies where HTTP allows none', async () => {
    const listener = toNodeListener(echoRelay().relay);
    const port = await listen(createServer({ rejectNonStandardBodyWrites: true }, listener));
    const answer = await send(port, { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it('may be answered without a body', async () => {
    const port = await start(
      toNodeListener(() => Promise.resolve(new Response(null, { status: 204 }))),
    );
    const answer = await send(port, { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.connection).not.toBe('keep-alive, close');
  });

  it('keeps its connection for the next request', async () => {
    const port = await start(toNodeListener(echoRelay().relay));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    agent.on('free', (socket: Socket) => ports.add(socket.localPort));
    for (const body of ['{}', 'x'.repeat(MEGABYTE), '']) {
      const answer = await send(port, { agent, body });
      expect([answer.status, answer.headers.connection]).toEqual([200, 'keep-alive']);
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it('is read no faster than the relay reads', async () => {
    const incoming = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', url: '/' });
    const pulled = defer<ReadableStreamDefaultReader>();
    toNodeListener((request) => {
      pulled.resolve((request.body as ReadableStream).getReader());
      return new Promise<never>(() => undefined);
    })(incoming, new ServerResponse(incoming));
    const reader = await pulled.promise;
    for (const letter of ['a', 'b', 'c']) incoming.push(Buffer.from(letter));
    const read = async () => Buffer.from((await reader.read()).value as Uint8Array).toString();
    expect(await read()).toBe('a');
    // One chunk waits in the stream of the relay, and the last one in the request.
    expect([incoming.isPaused(), incoming.readableLength]).toEqual([true, 1]);
    expect([await read(), await read()]).toEqual(['b', 'c']);
  });

  it('may have an encoding set by a handler before', async () => {
    const { relay, received } = echoRelay();
    const listener = toNodeListener(relay);
    const port = await start((incoming, outgoing) => {
      incoming.setEncoding('utf8');
      listener(incoming, outgoing);
    });
    await send(port, { body: '{"é":1}' });
    expect(received[0]?.body).toBe(Buffer.from('{"é":1}').toString('latin1'));
  });

  it('may be made by a test, without a socket', async () => {
    const { relay, received } = echoRelay();
    const sent = defer<number>();
    const facts = { method: 'POST', url: '/ally/x', headers: page, httpVersionMajor: 1 };
    const incoming = Object.assign(Readable.from([Buffer.from('{}')]), facts);
    const outgoing = Object.assign(new EventEmitter(), {
      writeHead: sent.resolve,
      end: () => undefined,
    });
    toNodeListener(relay)(incoming as never, outgoing as never);
    expect(await sent.promise).toBe(200);
    expect([received[0]?.body, received[0]?.address]).toEqual(['{}', null]);
  });

  it('has a body that fails when the request fails, or had failed before', async () => {
    const bodies: Promise<unknown>[] = [];
    const relay: Relay = async (request) => {
      const body = request.text().catch((error: unknown) => error);
      bodies.push(body);
      await body;
      return new Response();
    };
    const ended = [defer<true>(), defer<true>()];
    for (const [index, isBefore] of [true, false].entries()) {
      const facts = { method: 'POST', url: '/', headers: {}, httpVersionMajor: 1 };
      const incoming = Object.assign(new PassThrough(), facts);
      const outgoing = Object.assign(new EventEmitter(), {
        writeHead: () => undefined,
        end: () => ended[index]?.resolve(true),
      });
      const breakOff = (): void => void incoming.destroy(isBefore ? undefined : new Error('reset'));
      if (isBefore) breakOff();
      if (isBefore) await once(incoming, 'close');
      toNodeListener(relay)(incoming as never, outgoing as never);
      if (!isBefore) breakOff();
      expect(await bodies[index]).toBeInstanceOf(Error);
      await ended[index]?.promise;
    }
  });

  it('aborts its signal, and its body fails, when the client closes the connection', async () => {
    const outcome = defer<unknown>();
    const signals: AbortSignal[] = [];
    const port = await start(
      toNodeListener(async (request) => {
        signals.push(request.signal);
        client.destroy();
        await request.text().catch(outcome.resolve);
        return new Response('never sent');
      }),
    );
    const headers = Object.assign({ 'content-length': 10 }, page);
    const client = sendRequest({ host: '127.0.0.1', port, method: 'POST', headers });
    client.on('error', () => undefined);
    client.write('{');
    expect(await outcome.promise).toBeInstanceOf(Error);
    const [signal] = signals as [AbortSignal];
    if (!signal.aborted) await once(signal as never, 'abort');
    expect(printed).not.toHaveBeenCalled();
  });

  it('that another handler has answered is left alone', async () => {
    const port = await start((incoming, outgoing) => {
      toNodeListener(async () => {
        outgoing.statusCode = 503;
        (outgoing as ServerResponse).end('Too late.');
        await once(outgoing, 'finish');
        return new Response('An answer');
      })(incoming, outgoing);
    });
    const answer = await send(port, { method: 'GET' });
    expect([answer.status, answer.text]).toEqual([503, 'Too late.']);
    expect(printed).not.toHaveBeenCalled();
  });
});

describe('the target of a request', () => {
  it.each([
    ['/ally/tasks/tsk_1?a=1&b', '/ally/tasks/tsk_1?a=1&b'],
    ['http://evil.example/ally/x?y', '/ally/x?y'],
    ['HTTPS://user@evil.example:8443/ally/x', '/ally/x'],
    ['http://evil.example', '/'],
    ['//evil.example/ally/x', '//evil.example/ally/x'],
    ['///', '///'],
    ['/http://a/b', '/http://a/b'],
  ])('%s is the path %s', async (target, path) => {
    const { relay, received } = echoRelay();
    const port = await start(toNodeListener(relay));
    const text = await sendRaw(
      port,
      `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    const { host, pathname, search } = new URL(received[0]?.request.url ?? '');
    expect([host, pathname + search]).toEqual(['relay.invalid', path]);
  });

  it.each(['*', 'http://', 'http://[', 'ftp://a/ally/x', 'javascript:/ally/x'])(
    '%s is answered 404',
    async (target) => {
      const { relay, received } = echoRelay();
      const incoming = new IncomingMessage(new Socket());
      Object.assign(incoming, { method: 'OPTIONS', url: target, complete: true, headers: page });
      const outgoing = new ServerResponse(incoming);
      const status = defer<number>();
      outgoing.writeHead = (written: number) => {
        status.resolve(written);
        return outgoing;
      };
      toNodeListener(relay)(incoming, outgoing);
      expect(await status.promise).toBe(404);
      expect(received).toEqual([]);
    },
  );

  it('* on the wire is answered 404 with the error body', async () => {
    const port = await start(toNodeListener(echoRelay().relay));
    const answer = await send(port, { method: 'OPTIONS', path: '*', headers: page });
    expectFailure(answer, 404, 'not_found');
  });
});

describe('a request that cannot be given to the relay', () => {
  it('is answered 405 for TRACE', async () => {
    const { relay, received } = echoRelay();
    const port = await start(toNodeListener(relay));
    const answer = await send(port, { method: 'TRACE' });
    expectFailure(answer, 405, 'method_not_allowed');
    expect(answer.headers.allow).toBe('GET, POST, DELETE, OPTIONS');
    expect(received).toEqual([]);
  });

  it('is answered 405 for a method that HTTP does not allow', async () => {
    const { relay, received } = echoRelay();
    const incoming = new IncomingMessage(new Socket());
    Object.assign(incoming, { method: 'G T', url: '/ally/x', complete: true });
    const outgoing = new ServerResponse(incoming);
    const status = defer<number>();
    outgoing.writeHead = (written: number) => {
      status.resolve(written);
      return outgoing;
    };
    toNodeListener(relay)(incoming, outgoing);
    expect(await status.promise).toBe(405);
    expect(received).toEqual([]);
  });

  it('is answered 500 when the relay rejects, and the place is printed once without the message', async () => {
    const port = await start(toNodeListener(() => Promise.reject(new TypeError('Wilhelmina'))));
    for (let count = 0; count < 3; count += 1)
      expectFailure(await send(port, { body: '{}' }), 500, 'internal');
    expect(printed.mock.calls).toEqual([
      [expect.stringMatching(/^toNodeListener: the relay failed: TypeError\n\s+at /)],
    ]);
    expect(String(printed.mock.calls[0])).not.toContain('Wilhelmina');
  });

  it('is answered 500 when the relay throws something else, or its response breaks off', async () => {
    const thrown = 'Wilhelmina' as unknown as Error;
    const port = await start(
      toNodeListener(({ method }) => {
        const broken = new ReadableStream({
          pull(controller) {
            controller.error(thrown);
          },
        });
        return method === 'GET' ? Promise.resolve(new Response(broken)) : Promise.reject(thrown);
      }),
    );
    expectFailure(await send(port, { method: 'GET' }), 500, 'internal');
    expectFailure(await send(port, { method: 'DELETE' }), 500, 'internal');
    expect(printed.mock.calls).toEqual([['toNodeListener: the relay failed: string']]);
  });

  it('allows no origin to read the failure if the request has none', async () => {
    const port = await start(toNodeListener(echoRelay().relay));
    const { status, headers } = await send(port, { method: 'TRACE', headers: {} });
    expect([status, headers['access-control-allow-origin']]).toEqual([405, undefined]);
  });

  it('closes the connection when the response cannot be sent', async () => {
    const port = await start((incoming, outgoing) => {
      outgoing.writeHead = () => {
        throw new Error('ERR_INVALID_CHAR');
      };
      toNodeListener(echoRelay().relay)(incoming, outgoing);
    });
    await expect(send(port, { method: 'GET' })).rejects.toThrow('socket hang up');
    expect(String(printed.mock.calls[0])).toContain('the response was not sent: Error');
  });
});

describe('a body that was read before the relay', () => {
  const value = { postcode: 'SW1A 1AA', note: 'é' };
  const text = JSON.stringify(value);
  const asLatin1 = Buffer.from(text).toString('latin1');

  /** Serves the relay by Express after other handlers. */
  async function startExpress(...before: RequestHandler[]) {
    const { relay, received } = echoRelay();
    const app = express();
    app.use(...before, (_request, _response, next) => {
      next();
    });
    app.use('/ally', toNodeListener(relay));
    return { port: await listen(createServer(app)), received };
  }

  it.each<[string, RequestHandler]>([
    ['express.json()', express.json()],
    ['express.raw()', express.raw({ type: '*/*' })],
    ['express.text()', express.text({ type: '*/*' })],
    [
      'no parser',
      (_request, _response, next) => {
        next();
      },
    ],
    ['parsers of other types', express.urlencoded({ extended: true })],
  ])('works after %s', async (_name, parser) => {
    const { port, received } = await startExpress(parser);
    for (const headers of [page, Object.assign({ 'transfer-encoding': 'chunked' }, page)]) {
      const answer = await send(port, { path: '/ally/coverage?a=b', headers, body: text });
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text)).toEqual({ path: '/ally/coverage?a=b', body: asLatin1 });
    }
    expect(received[0]?.request.headers.get('content-type')).toBe('application/json');
    expect(printed).not.toHaveBeenCalled();
  });

  it('has its length and no compression after a parser has decompressed it', async () => {
    const { port, received } = await startExpress(express.json());
    const headers = Object.assign({ 'content-encoding': 'gzip' }, page);
    expect((await send(port, { headers, body: gzipSync(text) })).status).toBe(200);
    const [{ request, body }] = received as [Received];
    expect(body).toBe(asLatin1);
    expect(request.headers.get('content-encoding')).toBe(null);
    expect(request.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it('stays a form when it was a form', async () => {
    const { port, received } = await startExpress(express.urlencoded({ extended: true }));
    const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
    await send(port, { headers, body: 'a=b' });
    const [{ request }] = received as [Received];
    expect(request.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
  });

  it.each(['/ally/orders/webhook', '/ally/orders/webhook/?a=b'])(
    'needs its bytes at %s: parsed JSON and text are answered 500 with the cure',
    async (path) => {
      for (const parser of [express.json(), express.text({ type: '*/*' })]) {
        const { port, received } = await startExpress(parser);
        for (let count = 0; count < 2; count += 1) {
          const message = expectFailure(
            await send(port, { path, body: text }),
            500,
            'misconfigured',
          );
          expect(message).toContain("express.raw({ type: 'application/json' })");
        }
        expect(received).toEqual([]);
        expect(printed).toHaveBeenCalledOnce();
        printed.mockClear();
      }
    },
  );

  it('has its bytes for a webhook after express.raw(), and where a framework keeps rawBody', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x20, 0xe9, 0x7d]);
    const keep: RequestHandler = express.json({
      verify: (request, _response, read) => Object.assign(request, { rawBody: read }),
    });
    const path = '/ally/orders/webhook';
    const raw = await startExpress(express.raw({ type: 'application/json' }));
    await send(raw.port, { path, body: bytes });
    expect(raw.received[0]?.body).toBe(bytes.toString('latin1'));
    const kept = await startExpress(keep);
    await send(kept.port, { path, body: '{ "a" : 1 }' });
    expect(kept.received[0]?.body).toBe('{ "a" : 1 }');
  });

  it('is answered 500 with the cure, printed once, when nothing of it was kept', async () => {
    const { relay, received } = echoRelay();
    const listener = toNodeListener(relay);
    const port = await start((incoming, outgoing) => {
      incoming.resume().on('end', () => {
        listener(incoming, outgoing);
      });
    });
    for (let count = 0; count < 3; count += 1) {
      const message = expectFailure(await send(port, { body: text }), 500, 'misconfigured');
      expect(message).toContain('put the relay before express.json()');
    }
    expect(printed.mock.calls).toEqual([[expect.stringContaining('before express.json()')]]);
    expect(received).toEqual([]);
    // A part of it is lost.
    const started = await start((incoming, outgoing) => {
      incoming.once('data', () => {
        incoming.pause();
        listener(incoming, outgoing);
      });
    });
    expectFailure(await send(started, { body: text }), 500, 'misconfigured');
    // A request without a body has lost nothing.
    expect((await send(port, { method: 'DELETE' })).status).toBe(200);
  });

  it.each([
    ['a circular object', Object.assign([], { 0: [] as unknown[] })],
    ['a function', () => undefined],
    ['a big integer', 1n],
  ])('is answered 500 when it became %s', async (_name, body) => {
    if (Array.isArray(body)) body[0] = body;
    const listener = toNodeListener(echoRelay().relay);
    const port = await start((incoming, outgoing) => {
      incoming.resume().on('end', () => {
        listener(Object.assign(incoming, { body }), outgoing);
      });
    });
    expectFailure(await send(port, { body: text }), 500, 'misconfigured');
  });
});

/** Only the limit of the bytes applies: a busy machine needs longer than two seconds. */
function holdTimers() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

describe('a response before the end of the body', () => {
  beforeEach(holdTimers);

  const head = (length: number) =>
    `POST /ally/coverage HTTP/1.1\r\nHost: a\r\nContent-Length: ${String(length)}\r\n\r\n`;

  it('closes the connection, and reaches a client that writes 1 MB before it reads', async () => {
    const port = await start(toNodeListener(earlyRelay));
    for (const length of [10, MEGABYTE, 3 * MEGABYTE]) {
      const socket = connect(port, '127.0.0.1').pause();
      await new Promise<void>((resolve) => {
        socket.write(Buffer.concat([Buffer.from(head(length)), Buffer.alloc(length - 1)]), () => {
          socket.write('x', () => {
            resolve();
          });
        });
      });
      const text = (await buffer(socket)).toString();
      expect(text).toMatch(/^HTTP\/1\.1 413 /);
      expect(text).toMatch(/\{"error":\{"code":"too_large"\}\}$/);
      expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n');
      expect(text.toLowerCase()).toContain('\r\ncontent-length: 30\r\n');
    }
  });

  it.each([
    [204, null],
    [200, ''],
  ])('may have no body: %i', async (status, body) => {
    const port = await start(toNodeListener(() => Promise.resolve(new Response(body, { status }))));
    const socket = connect(port, '127.0.0.1');
    socket.write(head(10));
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString().toLowerCase().includes('content-length')).toBe(status !== 204);
    expect(first.toString()).toMatch(
      new RegExp(`^HTTP/1.1 ${String(status)} [\\s\\S]*\\r\\n\\r\\n$`),
    );
    socket.end('x'.repeat(10));
    await once(socket, 'close');
  });

  it('is read on for 4 MB and no more: then the client is cut off', async () => {
    const server = createServer(toNodeListener(earlyRelay));
    const port = await listen(server);
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const client = connect(port, '127.0.0.1');
    client.on('error', () => undefined);
    const [socket] = await connected;
    const chunk = Buffer.alloc(64 * 1024);
    client.write(head(1024 * MEGABYTE));
    const pump = (): void => {
      while (client.writable && client.write(chunk));
    };
    client.on('drain', pump);
    pump();
    await once(socket, 'close');
    expect(socket.bytesRead).toBeGreaterThan(4 * MEGABYTE);
    expect(socket.bytesRead).toBeLessThan(5 * MEGABYTE);
    client.destroy();
  });

  it('is read on for two seconds and no longer: then the client is cut off', async () => {
    const server = createServer(toNodeListener(earlyRelay));
    const port = await listen(server);
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const client = connect(port, '127.0.0.1');
    const [socket] = await connected;
    client.write(`${head(100)}xxx`);
    const [answer] = (await once(client, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(socket.destroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket.destroyed).toBe(true);
    client.destroy();
  });

  it('leaves no timer when the client sends the rest', async () => {
    const closed = defer<true>();
    const listener = toNodeListener(earlyRelay);
    const port = await start((incoming, outgoing) => {
      listener(incoming, outgoing);
      outgoing.once('close', () => {
        closed.resolve(true);
      });
    });
    const client = connect(port, '127.0.0.1');
    client.write(`${head(100)}xxx`);
    await once(client, 'data');
    expect(vi.getTimerCount()).toBe(1);
    client.write('x'.repeat(97));
    await Promise.all([closed.promise, once(client, 'close')]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends the reading of a relay that reads on', async () => {
    const body = defer<unknown>();
    const port = await start(
      toNodeListener(async (request) => {
        request.text().catch(body.resolve);
        return await earlyRelay(request);
      }),
    );
    const client = connect(port, '127.0.0.1');
    client.write(`${head(100)}xxx`);
    expect(await body.promise).toBeInstanceOf(Error);
    client.end('x'.repeat(97));
    expect((await buffer(client)).toString()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('stops reading when the relay cancels the body', async () => {
    const server = createServer(
      toNodeListener(async (request) => {
        const reader = (request.body as ReadableStream).getReader();
        await reader.read();
        await reader.cancel();
        return await earlyRelay(request);
      }),
    );
    const port = await listen(server);
    const socket = connect(port, '127.0.0.1').pause();
    socket.write(Buffer.concat([Buffer.from(head(MEGABYTE)), Buffer.alloc(MEGABYTE)]));
    expect((await buffer(socket)).toString()).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('the address of the client', () => {
  const address = (remoteAddress?: string, forwarded?: string, trustProxy = 0) =>
    clientAddress(
      {
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
        socket: { remoteAddress },
      },
      trustProxy,
    );

  it('is the one of the socket, whatever X-Forwarded-For has', () => {
    expect(address('192.0.2.1')).toBe('192.0.2.1');
    expect(address('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1');
  });

  it.each([
    [1, '198.51.100.7', '198.51.100.7'],
    [1, '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    [2, '203.0.113.9, 198.51.100.7', '203.0.113.9'],
    [2, 'forged, 203.0.113.9,198.51.100.7', '203.0.113.9'],
    [3, 'forged, 203.0.113.9,198.51.100.7', null],
    [1, '203.0.113.9, unknown', null],
    [1, '203.0.113.9,', '203.0.113.9'],
    [3, '203.0.113.9, 198.51.100.7', '192.0.2.1'],
    [1, '', '192.0.2.1'],
    [1, undefined, '192.0.2.1'],
  ])('with %i proxies and %o is %o', (trustProxy, forwarded, expected) => {
    expect(address('192.0.2.1', forwarded, trustProxy)).toBe(expected);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:443', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:8080', '192.0.2.1'],
    ['2001:DB8:0:0::0001', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['::', '::'],
    ['256.0.2.1', null],
    ['192.0.2', null],
    ['192.0.2.01', null],
    ['192.0.2.1.1', null],
    ['192.0.2.1:', null],
    ['0x7f.1', null],
    ['[192.0.2.1]', null],
    ['2001:db8:::1', null],
    ['2001:db8::1::2', null],
    ['1:2:3:4:5:6:7:8:9', null],
    ['12345::', null],
    ['[::1', null],
    ['::1]', null],
    ['::1@evil.example', null],
    ['unknown', null],
    ['_hidden', null],
    ['localhost', null],
    ['', null],
    [' ', null],
    [`::1%${'x'.repeat(9_000)}`, null],
    [undefined, null],
  ])('%o is %o', (text, expected) => {
    expect(address(text)).toBe(expected);
  });

  it('is null for a request without a socket', () => {
    expect(clientAddress({ headers: {} }, 0)).toBe(null);
  });

  it('reaches the relay, also when the header comes twice', async () => {
    const { relay, received } = echoRelay();
    const port = await start(toNodeListener(relay, { trustProxy: 2 }));
    const headers = { 'x-forwarded-for': ['203.0.113.9', '198.51.100.7'] };
    await send(port, { method: 'GET', headers });
    const ignoring = await start(toNodeListener(relay));
    await send(ignoring, { method: 'GET', headers });
    expect(received.map((one) => one.address)).toEqual(['203.0.113.9', '127.0.0.1']);
  });

  it.each([-1, 0.5, Number.NaN, Infinity, '1', true, null])(
    'cannot be configured with trustProxy %o',
    (trustProxy) => {
      const options = { trustProxy: trustProxy as number };
      expect(() => toNodeListener(earlyRelay, options)).toThrow(
        expect.objectContaining({ code: 'misconfigured', option: 'trustProxy' }),
      );
    },
  );
});

describe('HTTP/2', () => {
  /** Serves a listener by Node's `http2` without TLS. */
  async function startHttp2(listener: NodeListener) {
    const server = createHttp2Server(listener);
    const port = await listen(server);
    const session = connectHttp2(`http://127.0.0.1:${String(port)}`);
    return { server, session };
  }

  async function sendHttp2(
    session: ReturnType<typeof connectHttp2>,
    { method = 'POST', path = '/ally/coverage', headers = page, body }: SentRequest,
  ) {
    const pseudo = { ':method': method, ':path': path };
    const stream = session.request(Object.assign(pseudo, headers), {
      endStream: body === undefined,
    });
    if (body !== undefined) stream.end(body);
    const [answer] = (await once(stream, 'response')) as [Record<string, unknown>];
    const text = (await buffer(stream)).toString();
    return { status: answer[':status'] as number, headers: answer, text };
  }

  it('reaches the relay without pseudo-headers, with body and address', async () => {
    const { relay, received } = echoRelay();
    const { session } = await startHttp2(toNodeListener(relay));
    const answer = await sendHttp2(session, { path: '/ally/coverage?a=b', body: '{"a":1}' });
    expect([answer.status, answer.headers['x-relay']]).toEqual([200, 'yes']);
    expect(JSON.parse(answer.text)).toEqual({ path: '/ally/coverage?a=b', body: '{"a":1}' });
    const [{ request, address }] = received as [Received];
    expect([request.method, request.headers.get('origin'), address]).toEqual([
      'POST',
      origin,
      '127.0.0.1',
    ]);
    expect([...request.headers.keys()].filter((name) => name.startsWith(':'))).toEqual([]);
    for (const method of ['GET', 'DELETE'])
      expect((await sendHttp2(session, { method })).status).toBe(200);
    expect(printed).not.toHaveBeenCalled();
    session.destroy();
  });

  it.each(['TRACE', 'TRACK', 'track'])('answers %s with 405', async (method) => {
    const { session } = await startHttp2(toNodeListener(echoRelay().relay));
    expectFailure(await sendHttp2(session, { method }), 405, 'method_not_allowed');
    session.destroy();
  });

  it('answers * with 404', async () => {
    const { session } = await startHttp2(toNodeListener(echoRelay().relay));
    expectFailure(await sendHttp2(session, { method: 'OPTIONS', path: '*' }), 404, 'not_found');
    session.destroy();
  });

  it('answers 500 with the cure when the body was read before, and 200 when there is none', async () => {
    const listener = toNodeListener(echoRelay().relay);
    const { session } = await startHttp2((incoming, outgoing) => {
      incoming.resume();
      incoming.once('end', () => {
        listener(incoming, outgoing);
      });
    });
    expectFailure(await sendHttp2(session, { body: '{}' }), 500, 'misconfigured');
    expect((await sendHttp2(session, { method: 'DELETE' })).status).toBe(200);
    session.destroy();
  });

  it.each([
    ['lets an upload of 1 MB end', MEGABYTE],
    ['ends an upload after 4 MB', 1024 * MEGABYTE],
  ])(
    'sends a response before the end of the body: it %s, and keeps the session',
    async (_what, length) => {
      holdTimers();
      const { server, session } = await startHttp2(toNodeListener(earlyRelay));
      const connected = once(server, 'session') as Promise<[ServerHttp2Session]>;
      const stream = session.request(Object.assign({ ':method': 'POST', ':path': '/' }, page));
      const closed = once(stream, 'close');
      const chunk = Buffer.alloc(64 * 1024);
      let sent = 0;
      const pump = (): void => {
        while (stream.writable && sent < length) {
          sent += chunk.length;
          if (!stream.write(chunk)) return;
        }
        stream.end();
      };
      stream.on('drain', pump);
      const [[serverSession]] = await Promise.all([connected, once(session, 'connect')]);
      const bytesBefore = serverSession.socket.bytesRead;
      pump();
      const [[answer], text] = await Promise.all([
        once(stream, 'response') as Promise<[Record<string, unknown>]>,
        buffer(stream),
      ]);
      expect([answer[':status'], text.toString()]).toEqual([413, '{"error":{"code":"too_large"}}']);
      expect(answer.connection).toBe(undefined);
      await closed;
      expect(stream.rstCode).toBe(0);
      expect((await sendHttp2(session, { method: 'GET' })).status).toBe(413);
      expect(serverSession.socket.bytesRead - bytesBefore).toBeLessThan(5 * MEGABYTE);
      session.destroy();
    },
  );

  it('aborts the signal when the client cancels', async () => {
    const aborted = defer<string>();
    const { session } = await startHttp2(
      toNodeListener(async (request) => {
        stream.close(8);
        await once(request.signal as never, 'abort');
        aborted.resolve(await request.text().then(String, () => 'failed'));
        return new Response('never sent');
      }),
    );
    const stream = session.request({ ':method': 'POST', ':path': '/' });
    stream.on('error', () => undefined);
    stream.write('{');
    expect(await aborted.promise).toBe('failed');
    expect(printed).not.toHaveBeenCalled();
    session.destroy();
  });
});
