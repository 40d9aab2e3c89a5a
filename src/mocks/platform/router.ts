import { platformOperations, type PlatformOperationName } from '../../platform/operations.js';
import { Refusal } from '../http-error.js';

/** A question, read but not judged. */
export interface Question {
  readonly operation: PlatformOperationName;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly url: URL;
  readonly body: unknown;
}

/** A body larger than this is not read. */
const largestBody = 32 * 1024;

const names = Object.keys(platformOperations) as PlatformOperationName[];

const patterns = names.map((operation) => {
  const { method, path } = platformOperations[operation];
  const literal = path.replaceAll('/', '\\/').replace('{id}', '(?<id>[^/]+)');
  return { operation, method, pattern: new RegExp(`^${literal}$`) };
});

/** A part of a path as it was meant; null where it cannot be read. */
export const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

/** Which operation is meant; undefined where there is none. */
export const operationOf = (method: string, path: string) => {
  for (const { operation, method: own, pattern } of patterns) {
    const found = own === method ? pattern.exec(path) : null;
    const id = found && decoded(found.groups?.id ?? '');
    if (id !== null) return { operation, id };
  }
  return undefined;
};

export const refuse = ({ status, code, message, param, retryAfter }: Refusal): Response =>
  Response.json(
    { error: { code, message, ...(param !== undefined && { param }) } },
    { status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } },
  );

export const readBody = async (request: Request): Promise<unknown> => {
  if (request.method !== 'POST') return undefined;
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new Refusal(415, 'unsupported_media_type', 'Send JSON.');
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > largestBody) throw new Refusal(413, 'too_large', 'The body is too large.');
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Refusal(400, 'malformed', 'The body is not JSON.');
  }
};
