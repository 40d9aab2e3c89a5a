import * as z from 'zod/mini';
import type { PlatformOperation, PlatformOperationName } from '../../platform/operations.js';
import { platformBase, platformOperations } from '../../platform/operations.js';
import {
  MisconfiguredError,
  PlatformAnswerError,
  PlatformRefusedError,
  PlatformUnavailableError,
  PlatformUnknownError,
} from '../errors.js';
import type { PlatformOptions } from '../options.js';
import { defaultMapping, type Refusal } from './mapping.js';

/** A question to the platform. */
export interface Question<Answer> {
  readonly operation: PlatformOperationName;
  /** Fills `{id}`. */
  readonly id?: string;
  readonly filter?: string;
  readonly body?: unknown;
  readonly read: (json: unknown) => Answer;
}

/** A refusal that is a plain answer to some questions: what it means is for whoever asked. */
export class PlatformSaysNo extends PlatformRefusedError {
  readonly refusal: Refusal;
  constructor(operation: PlatformOperationName, status: number, refusal: Refusal) {
    super(operation, status, refusal.kind === 'field' ? refusal.param : null);
    this.refusal = refusal;
  }
}

/** See `PlatformOptions`. */
export const timeLimit = 8_000;

/** Reads are asked at most this often; whatever changes something is asked once. */
const tries = 2;

/** The longest that is waited for a busy platform before a second try, in seconds. */
const longestWait = 1;

/** A busy platform says when to come back, in seconds; what is not a number of them is not waited for. */
const retryAfterOf = (response: Response): number | null => {
  const said = response.headers.get('retry-after') ?? '';
  return /^\d{1,5}$/.test(said) ? Number(said) : null;
};

const addressOf = (
  { platformBase: base = platformBase, platformPaths }: PlatformOptions,
  { operation, id, filter }: Pick<Question<unknown>, 'operation' | 'id' | 'filter'>,
): string => {
  const path = platformPaths?.[operation] ?? platformOperations[operation].path;
  const filled = path.replace('{id}', encodeURIComponent(id ?? ''));
  const query = filter === undefined ? '' : `?${new URLSearchParams({ filter }).toString()}`;
  return `${base.replace(/\/+$/, '')}${filled}${query}`;
};

const isRead = ({ method }: PlatformOperation, operation: PlatformOperationName): boolean =>
  method === 'GET' || operation === 'checkCoverage' || operation === 'listWindows';

const readJson = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Asks once. Whatever is thrown says nothing of what was sent, nor of the key. */
const askOnce = async <Answer>(
  options: PlatformOptions,
  question: Question<Answer>,
): Promise<Answer> => {
  const { fetch = globalThis.fetch, platformKey, log } = options;
  const { operation, body, read } = question;
  const { method } = platformOperations[operation];
  const startedAt = performance.now();
  const tell = (status: number | null): void => {
    log?.({
      event: 'platform.asked',
      operation,
      status,
      milliseconds: Math.round(performance.now() - startedAt),
    });
  };
  const stopped = new AbortController();
  const timer = setTimeout(() => {
    stopped.abort();
  }, options.timeLimit ?? timeLimit);
  let status: number | null = null;
  let json: unknown;
  let retryAfter: number | null = null;
  try {
    const response = await fetch(addressOf(options, question), {
      method,
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      signal: stopped.signal,
      headers: {
        Authorization: platformKey,
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    retryAfter = retryAfterOf(response);
    json = await readJson(response);
    ({ status } = response);
  } catch {
    // Not reached, or not in time, or broken off: the fetch's own words may hold the address.
  } finally {
    clearTimeout(timer);
    tell(status);
  }
  return judge({ status, json, retryAfter }, { options, operation, read });
};

interface Answered {
  readonly status: number | null;
  readonly json: unknown;
  readonly retryAfter: number | null;
}

const judge = <Answer>(
  { status, json, retryAfter }: Answered,
  {
    options,
    operation,
    read,
  }: {
    readonly options: PlatformOptions;
    readonly operation: PlatformOperationName;
    readonly read: (json: unknown) => Answer;
  },
): Answer => {
  const changes = !isRead(platformOperations[operation], operation);
  if (status === 429) throw new PlatformUnavailableError(operation, { status, retryAfter });
  // What stands before the platform may have given up on it while it went on: a change may be done all the same.
  if (status === null || (status >= 500 && status !== 501))
    throw changes
      ? new PlatformUnknownError(operation)
      : new PlatformUnavailableError(operation, { status, retryAfter });
  if (status === 401 || status === 403)
    throw new MisconfiguredError('platformKey', 'the platform does not accept it.');
  if (status >= 400) {
    const { refusalFrom = defaultMapping.refusalFrom } = options.platformMapping ?? {};
    throw new PlatformSaysNo(operation, status, refusalFrom(status, json));
  }
  if (status >= 300) throw new PlatformAnswerError(operation, '');
  try {
    return read(json);
  } catch (error) {
    const path = error instanceof z.core.$ZodError ? (error.issues[0]?.path ?? []) : [];
    throw new PlatformAnswerError(operation, path.join('.'));
  }
};

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Asks the platform: a read again when it failed, anything else once. Rejects with a `ServerError`. */
export const askPlatform = async <Answer>(
  options: PlatformOptions,
  question: Question<Answer>,
): Promise<Answer> => {
  const { operation } = question;
  const most = isRead(platformOperations[operation], operation) ? tries : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(options, question);
    } catch (error) {
      const isPassing = error instanceof PlatformUnavailableError && error.status !== 429;
      const wait = isPassing ? (error.retryAfter ?? 0) : Infinity;
      if (attempt >= most || wait > longestWait) throw error;
      await pause(wait * 1000 + Math.random() * 200);
    }
  }
};
