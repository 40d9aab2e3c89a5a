import { vi } from 'vitest';
import type { LogEvent } from '../../../../src/server/log.js';
import type { PlatformOptions } from '../../../../src/server/options.js';
import { ServerError } from '../../../../src/server/errors.js';
import { Platform } from '../../../../src/server/platform/platform-client.js';
import type { PlatformOperationName } from '../../../../src/platform/operations.js';
import { selection } from '../selection.js';

export const key = 'test_larkspur_0123456789';
export const mark = 'order.1042~abcdefghijklmnop';
export const facts = { patientId: 'p_1', externalRef: mark, withWindow: true };
export const visit = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
export const days = { from: '2026-12-01', to: '2026-12-14' };
export const aWindow = {
  id: 'win_1',
  startAt: '2026-12-01T07:00:00Z',
  endAt: '2026-12-01T09:00:00Z',
};

/** A request that was sent. */
export interface Sent {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly redirect: string | undefined;
  readonly signal: AbortSignal | null | undefined;
}

export type Reply = (sent: Sent) => Response | Promise<Response>;

/** A JSON response. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return () => Response.json(body, { status, headers });
}

/** A response without JSON. Null: no body. */
export function text(
  body: string | null,
  status = 200,
  headers: Record<string, string> = {},
): Reply {
  return () => new Response(body, { status, headers });
}

export function networkFailure(): Response {
  throw new TypeError('fetch failed');
}

/** Never answers, and takes no notice of the signal. */
export function never(): Promise<Response> {
  return new Promise<Response>(() => undefined);
}

/** A body of which only the beginning comes. */
export function brokenOff(status = 200): Reply {
  return () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":"app_1"'));
          controller.error(new TypeError('terminated'));
        },
      }),
      { status },
    );
}

/** A body that never ends, of chunks or without any. */
export function endless(chunk: Uint8Array | null, status = 200): Reply {
  return () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          if (!chunk) return new Promise(() => undefined);
          controller.enqueue(chunk);
          return Promise.resolve();
        },
      }),
      { status },
    );
}

export const megabyte = new Uint8Array(1_000_000).fill(0x20);

/** A client whose requests get these replies, one after the other; the last one is repeated. */
export function platformWith(
  replies: Reply | readonly Reply[],
  options: Partial<PlatformOptions> = {},
) {
  const sent: Sent[] = [];
  const logged: LogEvent[] = [];
  const list = typeof replies === 'function' ? [replies] : replies;
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    const { method = 'GET', headers, body, redirect, signal } = init;
    const request: Sent = {
      url: new URL(input as string),
      method,
      headers: new Headers(headers),
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
      redirect,
      signal,
    };
    sent.push(request);
    const reply = list[Math.min(sent.length, list.length) - 1] ?? networkFailure;
    // Also throws at once, as an own `fetch` may do.
    return reply(request) as Promise<Response>;
  };
  const log = (event: LogEvent): void => {
    logged.push(event);
  };
  const platform = new Platform({ key, timeoutMs: 1_000, fetch, ...options }, log);
  return { platform, sent, logged };
}

type Call = (platform: Platform) => Promise<unknown>;

export const reads: Partial<Record<PlatformOperationName, Call>> = {
  listTasks: (platform) => platform.task('tsk_blood'),
  checkCoverage: (platform) => platform.coverage(visit),
  listWindows: (platform) => platform.windows(visit, days),
  readPatient: (platform) => platform.patient('p_1'),
  findPatients: (platform) => platform.patientsOf(mark),
  readAppointment: (platform) => platform.appointment('app_1'),
  findAppointments: (platform) => platform.appointmentsOf(mark),
};

export const changes: Partial<Record<PlatformOperationName, Call>> = {
  placeHold: (platform) => platform.hold(visit, 'win_1'),
  releaseHold: (platform) => platform.release('hld_1'),
  createPatient: (platform) => platform.createPatient(selection, mark),
  createAppointment: (platform) => platform.createAppointment(selection, facts),
  cancelAppointment: (platform) =>
    platform.cancel('app_1', { by: 'organisation', note: 'Refunded.' }),
};

/** The end of a call. */
export interface End {
  readonly value: unknown;
  readonly error: unknown;
}

/** Waits for the end of a call under fake timers: their time passes only until then. */
export async function endOf(call: Promise<unknown>): Promise<End> {
  const ends: End[] = [];
  call.then(
    (value) => ends.push({ value, error: null }),
    (error: unknown) => ends.push({ value: undefined, error }),
  );
  for (;;) {
    const [end] = ends;
    if (end) return end;
    await vi.advanceTimersByTimeAsync(20);
  }
}

/** Waits for a call to reject with a `ServerError`. */
export async function errorOf(call: Promise<unknown>): Promise<ServerError> {
  const { value, error } = await endOf(call);
  if (error instanceof ServerError) return error;
  throw new Error(`No ServerError: ${String(error)}, ${JSON.stringify(value)}`);
}

/** Fakes of timers and of both clocks. */
export function fakeTime(): void {
  vi.useFakeTimers({
    now: new Date('2026-11-24T12:00:00Z'),
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'],
  });
}
