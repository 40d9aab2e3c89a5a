/** What the tests need beside the project's own packages: installed where it is missing. */
import { ensureBrowser } from './browser.mjs';
import { ensureFrameworks } from './frameworks.mjs';
import { ensureSite } from './packages.mjs';
import { ensurePhp } from './php.mjs';
import { UnavailableError } from './system-packages.mjs';
import { ensureTesters } from './testers.mjs';
import { ensureWebKit } from './webkit.mjs';

const systemNeeds = {
  chromium: () => ensureBrowser('chromium'),
  firefox: () => ensureBrowser('firefox'),
  webkit: () => ensureWebKit(),
  php: () => ensurePhp(),
};

/**
 * Installs what these runners need. Settles with why, by need, something cannot be had: in CI each is a failed test.
 * A person is given the command and the run ends, except where a system has no WebKitGTK at all.
 */
export const ensureNeeds = async (needs) => {
  const missing = {};
  for (const need of needs)
    try {
      await systemNeeds[need]();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      missing[need] = error.message.trim();
      if (!process.env.CI && need !== 'webkit') {
        console.error(error.message);
        process.exit(1);
      }
    }
  return missing;
};

/** Installs the projects that built pages are tested in: the frameworks', the test tools' and the documents site's. */
export const ensureProjects = async () => {
  await ensureFrameworks();
  await ensureTesters();
  await ensureSite();
};
