/**
 * Records every journey as a screen reader announces it, in `docs/screen-reader-transcript.md`. Run it to accept a
 * change.
 */
import { ensureBrowser } from '../test/harness/find-browser.js';
import { orExit } from '../tools/process/system-packages.js';
import { runPackage } from '../tools/process/run.mjs';

await orExit(ensureBrowser());
process.env.ALLY_ACCEPT_TRANSCRIPT = 'yes';
const args = ['run', '--config', 'test/e2e/vitest.config.ts', 'test/e2e/transcript.test.ts'];
process.exit(await runPackage('vitest/vitest.mjs', args));
