import { expect } from 'vitest';

/** Values that JSON, an environment or plain JavaScript gives for an option. */
const VALUES: readonly unknown[] = [
  ...[null, '', ' x', 'x ', 'true', 'false', '5', 'undefined', 'null', 'a\nb'],
  ...[Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1.5, 7, 1e300, true, false],
  ...[{}, [], [null], ['x'], { other: 'value' }, new Date(0)],
];

export const isNumber = (value: unknown): boolean => value === 1.5 || value === 7;
export const isIn =
  (...values: unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);
export const isEmptyRecord = (value: unknown): boolean => JSON.stringify(value) === '{}';
export const none = (): boolean => false;

/** Options by their paths, with the values of `VALUES` that they allow. */
export type Options = Readonly<Record<string, (value: unknown) => boolean>>;

type Tree = Record<string, unknown>;

/** A copy with one value replaced at a path. Groups that are missing are made. */
export const withValue = (tree: object, path: string, value: unknown): never => {
  const [name = '', ...rest] = path.split('.');
  const copy = (Array.isArray(tree) ? [...(tree as unknown[])] : { ...tree }) as Tree;
  copy[name] = rest.length === 0 ? value : withValue(copy[name] ?? {}, rest.join('.'), value);
  return copy as never;
};

export const errorFrom = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
};

/** The error of an option, or of a part of it. */
export const misconfigured = (path: string): unknown =>
  expect.objectContaining({
    name: 'MisconfiguredError',
    code: 'misconfigured',
    // A wrong item of a list of secrets is named by the list.
    option: expect.stringMatching(
      new RegExp(
        `^${path.replace(/^webhooks\.secrets\.0$/, 'webhooks.secrets').replaceAll('.', '\\.')}(\\.|$)`,
      ),
    ) as string,
    cure: expect.stringMatching(/^\S.{10,}\.?$/s) as string,
  });

const shown = (value: unknown): string =>
  typeof value === 'number' ? String(value) : JSON.stringify(value);
export const casesOf = (paths: Options, isAllowed: boolean) =>
  Object.entries(paths).flatMap(([path, allows]) =>
    VALUES.filter((value) => allows(value) === isAllowed).map(
      (value) => [path, shown(value), value] as const,
    ),
  );
