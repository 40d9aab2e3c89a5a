/** Installs the programs and projects that the tests need besides the project's own packages. */
import { ensureBrowser } from '../../test/harness/find-browser.js';
import { ensureFrameworks } from '../../test/harness/frameworks.js';
import { ensureSite } from '../process/packages.mjs';
import { ensurePhp } from '../../test/harness/php.js';
import { ensurePostgres } from '../../test/harness/postgres.js';
import { UnavailableError } from '../process/system-packages.js';
import { ensureTesters } from '../../test/harness/testers.js';
import { ensureWebKit } from '../../test/harness/webkit.js';

/** A program that tests need on the system. */
export type Need = 'chromium' | 'firefox' | 'webkit' | 'php' | 'postgres';

/** The programs that cannot be installed, each with the reason. */
export type Missing = Readonly<Partial<Record<Need, string>>>;

const systemNeeds: Readonly<Record<Need, () => Promise<string>>> = {
  chromium: () => ensureBrowser('chromium'),
  firefox: () => ensureBrowser('firefox'),
  webkit: () => ensureWebKit(),
  php: () => ensurePhp(),
  postgres: () => ensurePostgres(),
};

/**
 * Installs missing programs. Resolves to the programs that cannot be installed: in CI each is one failed test. On a
 * developer's machine it prints the install command and ends the process, except for WebKitGTK, which not every system
 * has.
 */
export const ensureNeeds = async (needs: Iterable<Need>): Promise<Missing> => {
  const missing: Partial<Record<Need, string>> = {};
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

/**
 * Installs the projects that the end-to-end tests build: those of the frameworks, of the test tools, and the documents
 * site.
 */
export const ensureProjects = async (): Promise<void> => {
  await ensureFrameworks();
  await ensureTesters();
  await ensureSite();
};
