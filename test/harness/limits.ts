/**
 * Time limits of the tests, in milliseconds. A limit only ends a test that hangs. It is many times longer than the test
 * takes, even on a machine with two busy loops per core, so that it never decides whether a test passes.
 */

/** Limit of a test without a browser. */
export const UNIT_TEST_MS = 120_000;

/** Limit of a test in a page of @web/test-runner. */
export const BROWSER_TEST_MS = 120_000;

/** Limit of a whole test file of @web/test-runner. */
export const BROWSER_FILE_MS = 900_000;

/** Limit of an end-to-end test, and of its setup. */
export const E2E_TEST_MS = 300_000;

/** Limit of waiting for a condition on a page or for a line in a log. */
export const WAIT_MS = 60_000;

/** Limit of a setup that opens every state, or that builds every framework. */
export const SWEEP_MS = 1_800_000;
