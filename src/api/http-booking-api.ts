import type { BookingApi } from './booking-api.js';
import { isBookingError, isOutcomeUnknown, OutcomeUnknownError, ScriptError } from './errors.js';
import { request, type Answer, type RequestOptions } from './request.js';

type Answers = typeof import('./answers.js');

export interface HttpBookingApiOptions extends Pick<RequestOptions, 'timeLimit' | 'random'> {
  /** The base URL of the merchant's relay, with or without a slash at its end. */
  readonly apiBase: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where the schemas come from: a chunk of their own, unless a test holds them back. */
  readonly loadAnswers?: () => Promise<Answers>;
}

type About = Pick<RequestOptions, 'body' | 'signal'>;
type Understand<Value> = (answers: Answers) => (answer: Answer) => Value;

/** How a service says that it has no holds. */
const withoutHolds: ReadonlySet<number | null> = new Set([404, 405, 501]);

/**
 * What a relay can only say once it has looked for the booking by its key. Any other refusal (asked too often, say)
 * speaks of the question that was refused, and not of one that was asked before.
 */
const verdicts: ReadonlySet<string> = new Set([
  'window-unavailable',
  'outside-coverage',
  'validation-failed',
]);

/** A read may be tried again up to twice. */
const readTries = 3;

/** The service over HTTP. The schemas load beside the first question, so that asking is early. */
export const createHttpBookingApi = ({
  apiBase,
  fetch = (...ask) => globalThis.fetch(...ask),
  loadAnswers = () => import('./answers.js'),
  ...limits
}: HttpBookingApiOptions): BookingApi => {
  const base = apiBase.replace(/\/+$/, '');

  const awaitAnswers = async (): Promise<Answers> => {
    try {
      return await loadAnswers();
    } catch {
      // The browser's own error names the script's address: it is dropped.
      throw new ScriptError();
    }
  };

  const ask = async <Value>(
    path: string,
    { body, signal, tries }: About & { readonly tries: number },
    understand: Understand<Value>,
  ): Promise<Value> => {
    const method = body === undefined ? 'GET' : 'POST';
    const options = { ...limits, fetch, url: base + path, method, body, signal, tries };
    const [answer, answers] = await Promise.all([request(options), awaitAnswers()]);
    // The question may have been given up while the schemas were still on their way.
    signal.throwIfAborted();
    return understand(answers)(answer);
  };

  const read = <Value>(path: string, about: About, understand: Understand<Value>): Promise<Value> =>
    ask(path, { ...about, tries: readTries }, understand);
  const once = <Value>(path: string, about: About, understand: Understand<Value>): Promise<Value> =>
    ask(path, { ...about, tries: 1 }, understand);

  let offersHolds = true;

  /** The keys of bookings of which nobody knows what became. */
  const open = new Set<string>();

  return {
    getTask: (taskId, signal) =>
      read(`/tasks/${encodeURIComponent(taskId)}`, { signal }, ({ readTask }) => readTask),
    checkCoverage: (body, signal) =>
      read('/coverage', { body, signal }, ({ readCoverage }) => readCoverage),
    listWindows: (body, signal) =>
      read('/windows', { body, signal }, ({ readWindows }) => readWindows),
    sealSelection: (body, signal) =>
      read('/selections', { body, signal }, ({ readSealedSelection }) => readSealedSelection),
    async holdWindow(body, signal) {
      if (!offersHolds) return null;
      try {
        return await once('/holds', { body, signal }, ({ readHold }) => readHold);
      } catch (error) {
        if (!isBookingError(error) || !withoutHolds.has(error.status)) throw error;
        offersHolds = false;
        return null;
      }
    },
    async releaseHold(holdId) {
      const url = `${base}/holds/${encodeURIComponent(holdId)}`;
      try {
        // The page may be on its way out.
        await fetch(url, { method: 'DELETE', credentials: 'same-origin', keepalive: true });
      } catch {
        // It lapses.
      }
    },
    async bookSelection({ selection, ...keys }) {
      const body = { ...selection, ...keys };
      const { signal } = new AbortController();
      try {
        // Nothing is sent whose answer could not be read.
        await awaitAnswers();
        return await once('/bookings', { body, signal }, ({ readBooking }) => readBooking);
      } catch (error) {
        if (!isBookingError(error)) throw error;
        if (isOutcomeUnknown(error)) open.add(keys.key);
        else if (!open.has(keys.key) || verdicts.has(error.code)) throw error;
        throw new OutcomeUnknownError({ status: error.status, requestId: error.requestId });
      }
    },
  };
};
