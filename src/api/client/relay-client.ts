import { ScriptError } from './errors.js';
import { request, type Answer, type RequestOptions } from './request.js';

type Answers = typeof import('./parse-responses.js');

export interface HttpRelayOptions extends Pick<RequestOptions, 'timeLimit' | 'random'> {
  /** The base URL of the merchant's relay, with or without a slash at its end. */
  readonly apiBase: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where the schemas come from: a chunk of their own, unless a test holds them back. */
  readonly loadAnswers?: () => Promise<Answers>;
}

type About = Pick<RequestOptions, 'body' | 'headers' | 'signal'>;
type Understand<Value> = (answers: Answers) => (answer: Answer) => Value;
type Ask = <Value>(path: string, about: About, understand: Understand<Value>) => Promise<Value>;

/** A read may be tried again up to twice. */
const readTries = 3;

/** The relay as both hosts ask it. The schemas load beside the first question, so that asking is early. */
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
      // The browser's own error names the script's address: it is dropped.
      throw new ScriptError();
    }
  };

  const asking =
    (tries: number): Ask =>
    async (path, about, understand) => {
      const method = about.body === undefined ? 'GET' : 'POST';
      const options = { ...limits, ...about, fetch, url: base + path, method, tries };
      const [answer, answers] = await Promise.all([request(options), awaitAnswers()]);
      // The question may have been given up while the schemas were still on their way.
      about.signal.throwIfAborted();
      return understand(answers)(answer);
    };

  return { base, fetch, awaitAnswers, read: asking(readTries), once: asking(1) };
};
