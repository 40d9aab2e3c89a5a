/**
 * Virtual time: clocks and timers are fakes, and an hour passes at once. WebCrypto answers from real threads, and a
 * database from a real process, whenever the machine has time for it. So virtual time stands still while one of their
 * calls is in flight. The answers are handed out in the order of the calls, so that the same seed gives the same
 * interleaving.
 */
import { vi } from 'vitest';

const METHODS = [
  ...(['decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'exportKey'] as const),
  ...(['generateKey', 'importKey', 'sign', 'unwrapKey', 'verify', 'wrapKey'] as const),
];

type Method = (...args: unknown[]) => Promise<unknown>;

/** A call whose answer has not been handed out. */
interface PendingCall {
  readonly answer: Promise<unknown>;
  readonly handOut: () => void;
}

const pending: PendingCall[] = [];
let isHandingOut = false;

function ignore(): void {
  // The caller gets the error.
}

/** Lets the event loop turn once. Promise reactions and `process.nextTick` run to their end meanwhile. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function handOutAnswers(): Promise<void> {
  isHandingOut = true;
  await turn();
  while (pending.length > 0) {
    const calls = pending.splice(0);
    await Promise.allSettled(calls.map(({ answer }) => answer));
    for (const { handOut } of calls) handOut();
    await turn();
  }
  isHandingOut = false;
}

/** Lets virtual time stand still until something real has answered, such as a database. */
export function inRealTime<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const answer = run();
    answer.catch(ignore);
    pending.push({ answer, handOut: () => void answer.then(resolve, reject) });
    if (!isHandingOut) void handOutAnswers();
  });
}

function hold(method: Method): Method {
  return (...args) => inRealTime(() => method.apply(crypto.subtle, args));
}

/** Puts the holding methods before those of the prototype. Returns the function that takes them away. */
function holdWebCrypto(): () => void {
  const { subtle } = crypto;
  const prototype = Object.getPrototypeOf(subtle) as Record<string, Method>;
  for (const name of METHODS)
    Object.defineProperty(subtle, name, {
      value: hold(prototype[name] as Method),
      configurable: true,
      writable: true,
    });
  return () => {
    for (const name of METHODS) Reflect.deleteProperty(subtle, name);
  };
}

/**
 * Starts virtual time at an instant. Returns the function that ends it: return it from `beforeEach`, which calls it
 * after the test.
 */
export function startVirtualTime(now: Date): () => void {
  vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
  const release = holdWebCrypto();
  return () => {
    release();
    vi.useRealTimers();
  };
}

/** Resolves when only virtual time can bring anything about. */
export async function quiet(): Promise<void> {
  // The second turn is for work that itself takes a turn, such as a stream.
  for (let turns = 0; turns < 2; turns += 1) {
    await turn();
    while (isHandingOut) await turn();
  }
}

/** Lets virtual time pass until a condition holds. */
async function passUntil(isOver: () => boolean): Promise<void> {
  for (;;) {
    await quiet();
    if (isOver()) return;
    // The asynchronous methods of the fakes wait for a real millisecond each time.
    if (vi.getTimerCount() > 0) vi.advanceTimersToNextTimer();
  }
}

/** Lets virtual time pass until a promise is settled. */
export async function settled<Value>(promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  function end(): void {
    isSettled = true;
  }
  promise.then(end, end);
  await passUntil(() => isSettled);
  return await promise;
}

/** Lets virtual time pass, timer by timer, for so many milliseconds. */
export async function elapse(durationMs: number): Promise<void> {
  await settled(
    new Promise((resolve) => {
      setTimeout(resolve, durationMs);
    }),
  );
}
