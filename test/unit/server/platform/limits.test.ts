import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlatformUnavailableError } from '../../../../src/server/errors.js';
import { PLATFORM_TIMEOUT_MS } from '../../../../src/server/platform/request.js';
import { MAX_BODY_BYTES } from '../../../../src/server/platform/exchange.js';
import { selection } from '../selection.js';
import {
  endOf,
  errorOf,
  facts,
  json,
  mark,
  never,
  platformWith,
  text,
  visit,
  type Reply,
  megabyte,
  fakeTime,
} from './fake-platform.js';

beforeEach(fakeTime);
afterEach(() => {
  vi.useRealTimers();
});

describe('limits', () => {
  it('has a default time limit of 8 seconds for one request', async () => {
    expect(PLATFORM_TIMEOUT_MS).toBe(8_000);
    const { platform } = platformWith(never, { timeoutMs: undefined });
    const startedAt = performance.now();
    await errorOf(platform.createAppointment(selection, facts));
    expect(performance.now() - startedAt).toBe(8_000);
  });

  it('aborts the request when the time limit has passed', async () => {
    const { platform, sent } = platformWith(never, { timeoutMs: 100 });
    await errorOf(platform.createAppointment(selection, facts));
    expect(sent[0]?.signal?.aborted).toBe(true);
  });

  it.each([
    [500, 500],
    [5_000, 1_000],
  ])('ends a create after %i ms if its caller says so, but never later', async (ask, limit) => {
    const { platform } = platformWith(never, { timeoutMs: 1_000 });
    const startedAt = performance.now();
    await errorOf(platform.createAppointment(selection, facts, { timeoutMs: ask }));
    expect(performance.now() - startedAt).toBe(limit);
  });

  it.each([0, -1, Number.NaN])('sends no create with %d ms left', async (timeoutMs) => {
    const { platform, sent } = platformWith(json({ id: 'app_1' }));
    const error = await errorOf(platform.createAppointment(selection, facts, { timeoutMs }));
    expect(error).toBeInstanceOf(PlatformUnavailableError);
    expect(sent).toHaveLength(0);
  });

  it('bears a time limit that is longer than any timer', async () => {
    const slow: Reply = () =>
      new Promise((resolve) => {
        setTimeout(() => {
          resolve(Response.json({ covered: true }));
        }, 60_000);
      });
    const { platform } = platformWith(slow, { timeoutMs: 1e12 });
    const call = platform.coverage(visit);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await endOf(call)).error).toBeNull();
  });

  it('cancels the body of a response that comes too late', async () => {
    let isCancelled = false;
    const late: Reply = () =>
      new Promise((resolve) => {
        const cancel = (): void => {
          isCancelled = true;
        };
        setTimeout(() => {
          resolve(new Response(new ReadableStream({ cancel })));
        }, 2_000);
      });
    const { platform, logged } = platformWith(late, { timeoutMs: 1_000 });
    await errorOf(platform.createAppointment(selection, facts));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(isCancelled).toBe(true);
    expect(logged).toHaveLength(1);
  });

  it('reads a body of 4 MB, and not one byte more', async () => {
    expect(MAX_BODY_BYTES).toBe(4_000_000);
    const body = JSON.stringify({ covered: true });
    const fits = platformWith(text(body.padEnd(MAX_BODY_BYTES)));
    expect((await endOf(fits.platform.coverage(visit))).error).toBeNull();
    const tooLong = platformWith(text(body.padEnd(MAX_BODY_BYTES + 1)));
    expect(await errorOf(tooLong.platform.coverage(visit))).toBeInstanceOf(
      PlatformUnavailableError,
    );
  });

  it('does not read a body that announces to be too long', async () => {
    let pulled = 0;
    const { platform } = platformWith(() => {
      const body = new ReadableStream(
        { pull: () => void (pulled += 1), cancel: () => undefined },
        { highWaterMark: 0 },
      );
      return new Response(body, { headers: { 'content-length': '60000000' } });
    });
    expect(await errorOf(platform.coverage(visit))).toBeInstanceOf(PlatformUnavailableError);
    expect(pulled).toBe(0);
  });

  it('stops reading an endless body', async () => {
    let pulled = 0;
    const { platform } = platformWith(() => {
      const pull = (controller: ReadableStreamDefaultController): void => {
        pulled += 1;
        controller.enqueue(megabyte);
      };
      return new Response(new ReadableStream({ pull }));
    });
    await errorOf(platform.createPatient(selection, mark));
    expect(pulled).toBeLessThanOrEqual(7);
  });

  it('reads UTF-8 that is cut between two chunks, and a byte order mark', async () => {
    const bytes = new TextEncoder().encode('\uFEFF{"id":"p_1","firstName":"Zoë"}');
    const { platform } = platformWith(
      () =>
        new Response(
          new ReadableStream({
            start(controller) {
              for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
              controller.close();
            },
          }),
        ),
    );
    expect((await endOf(platform.patient('p_1'))).value).toMatchObject({ firstName: 'Zoë' });
  });
});
