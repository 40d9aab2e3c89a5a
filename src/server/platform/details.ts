import type { PlatformDetails } from '../errors.js';

type Properties = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MAX_TEXT_LENGTH = 200;

/** Returns a short text without control characters; null if there is none. */
export function boundedText(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const visible = text.slice(0, 5 * MAX_TEXT_LENGTH).replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
  // A cut may have left half of a pair.
  return visible.slice(0, MAX_TEXT_LENGTH).replace(/\p{Cs}/u, '') || null;
}

/** The values of a property in a failure's body: in `error`, then at the top. Assumed. */
function valuesIn(json: unknown, name: string): unknown[] {
  if (!isRecord(json)) return [];
  const { error } = json;
  return [isRecord(error) ? error[name] : undefined, json[name]];
}

/** The first value of a property that is text, as received. */
export function rawTextIn(json: unknown, name: string): string | null {
  return valuesIn(json, name).find((value) => typeof value === 'string') ?? null;
}

export function textIn(json: unknown, name: string): string | null {
  for (const value of valuesIn(json, name)) {
    const text = boundedText(value);
    if (text !== null) return text;
  }
  return null;
}

/** At most 100 visible ASCII characters: it is written into logs. */
const requestIdShape = /^[\x21-\x7e]{1,100}$/;

function requestIdOf(headers: Headers | null, json: unknown): string | null {
  const candidates = [
    headers?.get('x-request-id'),
    headers?.get('request-id'),
    ...valuesIn(json, 'requestId'),
  ];
  const texts = candidates.map((value) => (typeof value === 'number' ? String(value) : value));
  const isId = (value: unknown): value is string =>
    typeof value === 'string' && requestIdShape.test(value);
  return texts.find(isId) ?? null;
}

/** Facts of an answer that an error keeps. */
export function detailsOf({
  status,
  headers,
  json,
}: {
  readonly status: number | null;
  readonly headers: Headers | null;
  readonly json: unknown;
}): Required<PlatformDetails> {
  return {
    status,
    requestId: requestIdOf(headers, json),
    code: textIn(json, 'code'),
    message: textIn(json, 'message'),
  };
}
