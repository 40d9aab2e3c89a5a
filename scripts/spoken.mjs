/** Walks every journey that is heard, and writes it into `docs/spoken.md`: that is how a change of it is accepted. */
import { ensureBrowser } from './lib/browser.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { orExit } from './lib/system-packages.mjs';
import { runPackage } from './lib/run.mjs';

await ensurePackages();
await orExit(ensureBrowser());
process.env.ALLY_ACCEPT_SPOKEN = 'yes';
const args = ['run', '--config', 'vitest.pages.config.ts', 'test/pages/spoken.test.ts'];
process.exit(await runPackage('vitest/vitest.mjs', args));
