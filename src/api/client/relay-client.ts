import { ScriptError } from './errors.js';
import { request, type Answer, type RequestOptions } from './request.js';

type Answers = typeof import('./parse-responses.js');

export interface HttpRelayOptions extends Pick<RequestOptions, 'timeLimit' | 'random'> {
  /** The base URL of the merchant's relay, with or without a trailing slash. */
  readonly apiBase: string;
  /** The default is the page's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Loads the response schemas. By default they are a chunk of their own; a test can delay them. */
  readonly loadAnswers?: () => Promise<Answers>;
}

type About = Pick<RequestOptions, 'body' | 'headers' | 'signal'>;
type Understand<Value> = (answers: Answers) => (answer: Answer) => Value;
type Ask = <Value>(path: string, about: About, understand: Understand<Value>) => Promise<Value>;

/** The number of tries for a read: it may be retried up to twice. */
const readTries = 3;

/**
 * Creates the relay client that both elements use. The schemas load in parallel with the first request, so that it
 * is sent early.
 */
export const openHttpRelay = ({
  apiBase,
  fetch = (...ask) => globalThis.fetch(...ask),
  loadAnswers = () => import('./parse-responses.js'),
  ...limits
}: HttpRelayOptions) => {
  const base = apiBase.replace(/\/+$/, '');

  const awaitAnswers = async (): Promise<Answers> => {
    try {
      return await loadAnswers();
    } catch {
      // The browser's own error contains the URL of the script, so it is dropped.
      throw new ScriptError();
    }
  };

  const asking =
    (tries: number): Ask =>
    async (path, about, understand) => {
      const method = about.body === undefined ? 'GET' : 'POST';
      const options = { ...limits, ...about, fetch, url: base + path, method, tries };
      const [answer, answers] = await Promise.all([request(options), awaitAnswers()]);
      // The request may have been aborted while the schemas were loading.
      about.signal.throwIfAborted();
      return understand(answers)(answer);
    };

  return { base, fetch, awaitAnswers, read: asking(readTries), once: asking(1) };
};
