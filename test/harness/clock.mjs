// @ts-check
/**
 * The clock of the tests. Every process and every page of a test run reads the same one: it starts at 9am UTC on the
 * date in `TEST_TODAY` and runs at normal speed from there. At that hour it is the same date in London, Los Angeles and
 * Auckland.
 *
 * Node processes install it with `node --import`, see `clockEnvironment`; pages with `clockScript`.
 */

/** The date of the tests when `TEST_TODAY` is absent: a Monday. */
export const DEFAULT_TODAY = '2026-11-23';

/** The date of the tests, `YYYY-MM-DD`. */
export const today = process.env.TEST_TODAY || DEFAULT_TODAY;

const startAtMs = Date.parse(`${today}T09:00:00Z`);
if (!/^\d{4}-\d\d-\d\d$/.test(today) || Number.isNaN(startAtMs))
  throw new Error(`TEST_TODAY is a date such as ${DEFAULT_TODAY}, not "${today}".`);

/**
 * Reads the offset that the first process of a run wrote for its children, unless it belongs to another date.
 *
 * @returns {number | undefined}
 */
const inheritedOffset = () => {
  const [date, offset] = (process.env.TEST_CLOCK ?? '').split(' ');
  return date === today ? Number(offset) : undefined;
};

/** Offset of the clock of the tests from the machine's clock, in milliseconds. */
export const offsetMs = inheritedOffset() ?? startAtMs - Date.now();
process.env.TEST_CLOCK = `${today} ${String(offsetMs)}`;

/**
 * Replaces `Date` by a shifted one. It is self-contained, because pages run its source text. A second call in the same
 * realm does nothing.
 *
 * @param {number} offset in milliseconds
 */
export const shiftDate = (offset) => {
  const mark = Symbol.for('ally-test-clock');
  if (Reflect.get(globalThis, mark)) return;
  Reflect.set(globalThis, mark, true);
  const MachineDate = globalThis.Date;
  const now = () => MachineDate.now() + offset;
  globalThis.Date = new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
};

/** Classic script that installs the clock in a page. It must run before any other script. */
export const clockScript = `(${shiftDate.toString()})(${String(offsetMs)})`;

/**
 * Returns the environment variables that install the clock in a child process and its own children.
 *
 * @returns {Readonly<Record<string, string>>}
 */
export const clockEnvironment = () => {
  const option = `--import=${new URL('install-clock.mjs', import.meta.url).href}`;
  const given = process.env.NODE_OPTIONS ?? '';
  return {
    TEST_TODAY: today,
    TEST_CLOCK: `${today} ${String(offsetMs)}`,
    NODE_OPTIONS: given.includes(option) ? given : `${given} ${option}`.trim(),
  };
};
