/**
 * Every time limit of the tests, in milliseconds. A limit ends a test that hangs: it never decides whether a test passes,
 * so it is many times what the test takes, also on a machine with two busy loops a core.
 */

/** For one test without a browser. */
export const UNIT_TEST_MS = 120_000;

/** For one test in a page of the browser runner. */
export const BROWSER_TEST_MS = 120_000;

/** For one file of the browser runner, from its start to its end. */
export const BROWSER_FILE_MS = 900_000;

/** For one test with whole pages or processes, and for what is set up before it. */
export const E2E_TEST_MS = 300_000;

/** For something on a page, or in a log, to become so. */
export const WAIT_MS = 60_000;

/** For a part of the suite that looks at every state, or builds every framework. */
export const SWEEP_MS = 1_800_000;
