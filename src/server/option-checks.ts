import { MisconfiguredError } from './errors.js';

/** Throws `MisconfiguredError` with an option's name and its cure. */
export function check(isFine: boolean, option: string, cure: string): void {
  if (!isFine) throw new MisconfiguredError(option, cure);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether a value is an object with properties of its own: no list, date, map or promise. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

export function checkFunction(value: unknown, option: string): void {
  check(
    value === undefined || typeof value === 'function',
    option,
    'give a function, or leave it out.',
  );
}

/** The names of a group of options. `satisfies Names<…>` keeps them complete. */
export type Names<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Throws for a name that the SDK does not know. A misspelt option would be ignored, and a limit, a secret or a minimum
 * age would be missing.
 */
export function checkNames(given: object, known: object, group: string | null): void {
  for (const [name, value] of Object.entries(given))
    check(
      value === undefined || Object.hasOwn(known, name),
      group === null ? name : `${group}.${name}`,
      `there is no such option: name one of ${Object.keys(known).join(', ')}.`,
    );
}
