import type { BookingApi } from './booking-api.js';
import { ScriptError } from './errors.js';
import { request, type Answer, type RequestOptions } from './request.js';

export interface HttpBookingApiOptions extends Pick<RequestOptions, 'timeLimit' | 'random'> {
  /** The base URL of the merchant's relay, with or without a slash at its end. */
  readonly apiBase: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

type Answers = typeof import('./answers.js');

/** A read may be tried again up to twice. */
const readTries = 3;

/** The service over HTTP. The schemas load beside the first question, so that asking is early. */
export const createHttpBookingApi = ({
  apiBase,
  fetch = (...ask) => globalThis.fetch(...ask),
  ...limits
}: HttpBookingApiOptions): BookingApi => {
  const base = apiBase.replace(/\/+$/, '');

  const loadAnswers = async (): Promise<Answers> => {
    try {
      return await import('./answers.js');
    } catch {
      // The browser's own error names the script's address: it is dropped.
      throw new ScriptError();
    }
  };

  const read = async <Value>(
    ask: Pick<RequestOptions, 'method' | 'body' | 'signal'> & { readonly path: string },
    understand: (answers: Answers, answer: Answer) => Value,
  ): Promise<Value> => {
    const { path, ...rest } = ask;
    const options = { ...limits, ...rest, fetch, url: base + path, tries: readTries };
    const [answer, answers] = await Promise.all([request(options), loadAnswers()]);
    // The question may have been given up while the schemas were still on their way.
    rest.signal.throwIfAborted();
    return understand(answers, answer);
  };

  return {
    getTask: (taskId, signal) =>
      read(
        { method: 'GET', path: `/tasks/${encodeURIComponent(taskId)}`, signal },
        ({ readTask }, answer) => readTask(answer),
      ),
    checkCoverage: (body, signal) =>
      read({ method: 'POST', path: '/coverage', body, signal }, ({ readCoverage }, answer) =>
        readCoverage(answer),
      ),
    listWindows: (body, signal) =>
      read({ method: 'POST', path: '/windows', body, signal }, ({ readWindows }, answer) =>
        readWindows(answer),
      ),
    sealSelection: (body, signal) =>
      read(
        { method: 'POST', path: '/selections', body, signal },
        ({ readSealedSelection }, answer) => readSealedSelection(answer),
      ),
  };
};
