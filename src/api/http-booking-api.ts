import type { BookingApi } from './booking-api.js';
import { ScriptError } from './errors.js';
import { request, type Answer, type RequestOptions } from './request.js';

type Answers = typeof import('./answers.js');

export interface HttpBookingApiOptions extends Pick<RequestOptions, 'timeLimit' | 'random'> {
  /** The base URL of the merchant's relay, with or without a slash at its end. */
  readonly apiBase: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where the schemas come from: a chunk of their own, unless a test holds them back. */
  readonly loadAnswers?: () => Promise<Answers>;
}

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

  const read = async <Value>(
    path: string,
    { body, signal }: Pick<RequestOptions, 'body' | 'signal'>,
    understand: (answers: Answers) => (answer: Answer) => Value,
  ): Promise<Value> => {
    const method = body === undefined ? 'GET' : 'POST';
    const options = { ...limits, fetch, url: base + path, method, body, signal, tries: readTries };
    const [answer, answers] = await Promise.all([request(options), awaitAnswers()]);
    // The question may have been given up while the schemas were still on their way.
    signal.throwIfAborted();
    return understand(answers)(answer);
  };

  return {
    getTask: (taskId, signal) =>
      read(`/tasks/${encodeURIComponent(taskId)}`, { signal }, ({ readTask }) => readTask),
    checkCoverage: (body, signal) =>
      read('/coverage', { body, signal }, ({ readCoverage }) => readCoverage),
    listWindows: (body, signal) =>
      read('/windows', { body, signal }, ({ readWindows }) => readWindows),
    sealSelection: (body, signal) =>
      read('/selections', { body, signal }, ({ readSealedSelection }) => readSealedSelection),
  };
};
