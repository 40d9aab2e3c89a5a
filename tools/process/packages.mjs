// @ts-check
/**
 * Installs packages. Plain JavaScript that imports Node's own modules alone, because `scripts/bootstrap.mjs` needs it
 * before anything is installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { announce, root, run } from './run.mjs';

/**
 * Whether the process that wrote its id into a file is gone.
 *
 * @param {string} file
 */
const isLeftOver = (file) => {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
};

/**
 * Locks a folder against installations by other processes, and first waits for one that has the lock. The lock ends
 * with the process, or when the returned function is called. Two commands may be started at the same time in a fresh
 * clone.
 *
 * @param {string} folder
 */
const lockFolder = async (folder) => {
  const file = join(folder, '.installing');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    if (isLeftOver(file)) rmSync(file, { force: true });
    await setTimeout(500);
  }
  const unlock = () => {
    rmSync(file, { force: true });
  };
  process.once('exit', unlock);
  return unlock;
};

/**
 * Installs a folder's packages when they are missing or belong to another lock file. Ends the process when npm fails.
 *
 * @param {string} [folder]
 * @param {string} [title] printed while npm works
 */
export const ensurePackages = async (
  folder = root,
  title = 'Installing packages (npm ci; a minute or so)',
) => {
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  /** A file with the hash of the lock file that the installed packages belong to. */
  const mark = join(folder, 'node_modules', '.installed-lock');
  const isInstalled = () => existsSync(mark) && readFileSync(mark, 'utf8') === wanted;
  if (isInstalled()) return;
  const unlock = await lockFolder(folder);
  if (isInstalled()) {
    unlock();
    return;
  }
  announce(title);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  if (code !== 0) {
    console.error('The packages could not be installed. What npm says of it stands above.');
    process.exit(code);
  }
  writeFileSync(mark, wanted);
  unlock();
};

/** Installs the packages that build the documents site. */
export const ensureSite = () =>
  ensurePackages(
    join(root, 'site'),
    'Installing what builds the documents site (npm ci; half a minute or so)',
  );
