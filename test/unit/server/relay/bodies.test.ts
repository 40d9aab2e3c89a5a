import { describe, expect, it, vi } from 'vitest';
import type { Relay } from '../../../../src/server/relay/relay.js';
import { noon } from '../ally.js';
import { selection } from '../selection.js';
import { ask, base, origin, startRelay, streamed, useNoon, verdictOf } from './ask.js';

useNoon();

const json = { origin, 'content-type': 'application/json' };
const CHUNK_BYTES = 64 * 1024;

const post = (
  relay: Relay,
  body: ReadableStream | string | null,
  headers: Readonly<Record<string, string>> = json,
): Promise<Response> =>
  relay(
    new Request(`${base}/coverage`, {
      method: 'POST',
      headers,
      ...(body !== null && { body }),
      ...streamed,
    }),
  );

/** Sets every clock to noon: ten seconds pass at once. */
const useVirtualClock = (): void => {
  vi.useFakeTimers({ now: noon, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
};

/** A body of so many chunks of spaces, which counts the bytes that are read. */
const bodyOf = (chunks: number) => {
  let read = 0;
  const stream = new ReadableStream(
    {
      pull(controller) {
        if (read === chunks) controller.close();
        else controller.enqueue(new Uint8Array(CHUNK_BYTES).fill(32));
        read = Math.min(read + 1, chunks);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, readBytes: () => read * CHUNK_BYTES };
};

describe('a body', () => {
  it('that comes slowly is given up after ten seconds', async () => {
    useVirtualClock();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"taskId":'));
      },
    });
    const response = post(startRelay().relay, body);
    const states: string[] = [];
    void response.then(() => states.push('answered'));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(states).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await verdictOf(await response)).toEqual([408, 'too_slow']);
  });

  it('that breaks off is malformed, and no fault of the relay', async () => {
    const { relay, events } = startRelay();
    const body = new ReadableStream({
      start(controller) {
        controller.error(new Error('ECONNRESET by Wilhelmina'));
      },
    });
    expect(await verdictOf(await post(relay, body))).toEqual([400, 'malformed']);
    expect(events.filter(({ event }) => event === 'relay.failed')).toEqual([]);
  });

  it('that is missing is malformed', async () => {
    expect(await verdictOf(await post(startRelay().relay, null))).toEqual([400, 'malformed']);
  });

  it('that was read before the relay is named as the cause', async () => {
    const { relay, events } = startRelay();
    const request = new Request(`${base}/coverage`, { method: 'POST', headers: json, body: '{}' });
    await request.text();
    expect(await verdictOf(await relay(request))).toEqual([500, 'misconfigured']);
    expect(events).toContainEqual(expect.objectContaining({ event: 'relay.failed' }));
  });

  it('with many items, or many properties, is judged about as fast as a valid one', async () => {
    const { relay } = startRelay();
    const time = async (body: unknown): Promise<number> => {
      const startedAt = process.cpuUsage();
      expect((await ask(relay, '/selections', { body })).status).toBeLessThan(500);
      const { user, system } = process.cpuUsage(startedAt);
      return (user + system) / 1000;
    };
    const items = Array.from({ length: 15_000 }, () => 0);
    const hostile = [
      { ...selection, patients: items },
      { ...selection, consents: items },
      { ...selection, consents: Array.from({ length: 900 }, () => selection.consents[0]) },
      Object.fromEntries(items.slice(0, 2_500).map((_, index) => [`x${String(index)}`, 0])),
    ];
    const least = async (body: unknown): Promise<number> =>
      Math.min(await time(body), await time(body), await time(body));
    const valid = await least(selection);
    for (const body of hostile) expect(await least(body)).toBeLessThan(100 * valid + 20);
  });
});

describe('the body of a refused request', () => {
  it.each([
    [403, { origin: 'https://evil.example', 'content-type': 'application/json' }],
    [413, json],
    [413, { ...json, 'content-length': String(20 * CHUNK_BYTES) }],
    [415, { origin, 'content-type': 'text/plain' }],
  ])('is read to its end before the answer: %i for %o', async (status, headers) => {
    const body = bodyOf(20);
    const response = await post(startRelay().relay, body.stream, headers);
    expect([response.status, body.readBytes()]).toEqual([status, 20 * CHUNK_BYTES]);
  });

  it('is read to 4 MB at most', async () => {
    const body = bodyOf(Infinity);
    expect((await post(startRelay().relay, body.stream)).status).toBe(413);
    expect(body.readBytes()).toBeLessThan(5 * 1024 * 1024);
  });

  it('is waited for two seconds at most', async () => {
    useVirtualClock();
    const response = post(startRelay().relay, new ReadableStream(), {
      origin,
      'content-type': 'text/plain',
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await response).status).toBe(415);
  });
});
