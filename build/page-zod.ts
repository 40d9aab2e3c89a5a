/**
 * What a page needs of `zod/mini`: the little of it by which an answer is judged, at a sixth of the bytes. The
 * scripts are built with this in its place; the contract, the mocks and the package have zod itself, and a test
 * compares the two. A schema that needs more is a build error.
 */
interface Schema {
  readonly read: (value: unknown, path: Path) => unknown;
  readonly check: (...checks: Check[]) => Schema;
}

type Path = readonly (string | number)[];
type Check = (value: never) => unknown;

/** The first thing that is wrong: an answer is taken whole or not at all. */
class Refusal extends Error {
  constructor(readonly path: Path) {
    super();
  }
}

const schema = (read: Schema['read']): Schema => ({
  read,
  check: (...checks) =>
    schema((value, path) => {
      const known = read(value, path);
      if (!checks.every((fits) => fits(known as never))) throw new Refusal(path);
      return known;
    }),
});

const plain = (type: string) => (): Schema =>
  schema((value, path) => {
    if (typeof value !== type) throw new Refusal(path);
    return value;
  });

export const string = plain('string');
export const boolean = plain('boolean');
export const number = (): Schema => plain('number')().check(Number.isFinite);

export const optional = ({ read }: Schema): Schema =>
  schema((value, path) => (value === undefined ? value : read(value, path)));

export const array = ({ read }: Schema): Schema =>
  schema((value, path) => {
    if (!Array.isArray(value)) throw new Refusal(path);
    return value.map((item, index) => read(item, [...path, index]));
  });

/** What it does not name is left out. */
export const object = (shape: Readonly<Record<string, Schema>>): Schema =>
  schema((value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Refusal(path);
    const known: Record<string, unknown> = {};
    for (const [key, { read }] of Object.entries(shape)) {
      const item = read((value as typeof known)[key], [...path, key]);
      if (key in value) known[key] = item;
    }
    return known;
  });

export const regex = (pattern: RegExp) => (value: string) => pattern.test(value);
export const refine = (fits: Check) => fits;

export const safeParse = ({ read }: Schema, value: unknown) => {
  try {
    return { success: true, data: read(value, []) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { success: false, error: { issues: [refusal] } };
  }
};

/** What asks alone have: it leaves the script with them, for a page judges no ask. */
const absent = (): never => {
  throw new Error('This schema is not in page-zod.ts.');
};
const iso = { date: absent };
export { iso };
export { absent as e164, absent as enum, absent as extend, absent as length };
export { absent as maxLength, absent as uuid };
