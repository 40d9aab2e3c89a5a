export const UNIT_TEST_MS: number;
export const BROWSER_TEST_MS: number;
export const BROWSER_FILE_MS: number;
export const E2E_TEST_MS: number;
export const WAIT_MS: number;
export const SWEEP_MS: number;
