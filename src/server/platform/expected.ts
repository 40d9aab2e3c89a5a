/** Readers throw it when an answer has another shape. It becomes a `PlatformAnswerError`. */
export class UnexpectedAnswer extends Error {
  /** The place in the answer, such as `data.0.id`. */
  readonly path: string;
  /** The expected form in plain words; never the value. */
  readonly expected: string;
  constructor(path: string, expected: string) {
    super(expected);
    this.path = path;
    this.expected = expected;
  }
}

/** The properties of a zod issue that are read here. The issue may come from another copy of zod. */
interface Issue {
  readonly code?: unknown;
  readonly path?: unknown;
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly format?: unknown;
}

const types: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'an array',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  date: 'a date, YYYY-MM-DD',
  datetime: 'an instant, ISO 8601',
  e164: 'a phone number in E.164',
  email: 'an email address',
  url: 'a URL',
};

function lookUp(words: Readonly<Record<string, string>>, name: unknown): string | undefined {
  return typeof name === 'string' && Object.hasOwn(words, name) ? words[name] : undefined;
}

function sizeOf({ origin, minimum, maximum }: Issue): string {
  const amount = typeof minimum === 'number' ? minimum : maximum;
  const side = typeof minimum === 'number' ? 'at least' : 'at most';
  if (typeof amount !== 'number') return 'another size';
  if (origin === 'string') return `a string of ${side} ${String(amount)} characters`;
  return origin === 'array'
    ? `an array of ${side} ${String(amount)} items`
    : `${side} ${String(amount)}`;
}

/** Returns the words for a check without a name of its own, by the property that was checked. */
function customWords(name: string): string {
  if (name.endsWith('At')) return 'an instant, ISO 8601 with Z or an offset, of a day that exists';
  if (/^id$|Id$/.test(name)) return 'an id of 1 to 200 characters';
  return 'another value';
}

function wordsOf(issue: Issue, name: string): string {
  switch (issue.code) {
    case 'invalid_type':
      return lookUp(types, issue.expected) ?? 'another type';
    case 'invalid_format':
      return lookUp(formats, issue.format) ?? 'a string of another form';
    case 'too_small':
    case 'too_big':
      return sizeOf(issue);
    case 'unrecognized_keys':
      return 'no other properties';
    case 'custom':
      return customWords(name);
    default:
      return 'another value';
  }
}

/** Names of properties may come from the answer: long and odd ones are not repeated. */
function segmentOf(segment: unknown): string {
  const text = String(segment);
  return /^[\w-]{1,64}$/.test(text) ? text : '*';
}

/**
 * Describes why an answer could not be read: the first issue of a zod error in plain words. Returns null for another
 * error, such as one of a merchant's function. No value of the answer is repeated.
 */
export function expectedOf(error: unknown): UnexpectedAnswer | null {
  if (error instanceof UnexpectedAnswer) return error;
  const issues = (error as { issues?: unknown } | null | undefined)?.issues;
  const issue = Array.isArray(issues) ? (issues[0] as Issue | null | undefined) : undefined;
  if (typeof issue !== 'object' || issue === null) return null;
  const path = Array.isArray(issue.path) ? issue.path.map(segmentOf) : [];
  return new UnexpectedAnswer(path.join('.'), wordsOf(issue, path.at(-1) ?? ''));
}
