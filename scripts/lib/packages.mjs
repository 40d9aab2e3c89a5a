import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { announce, root, run } from './run.mjs';

/** Installs a folder's packages when they are missing or of another lock file. */
export const ensurePackages = async (
  folder = root,
  title = 'Installing packages (npm ci; a minute or so)',
) => {
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  /** Which lock file the installed packages are of. */
  const mark = join(folder, 'node_modules', '.installed-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
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
};

/** What builds the documents site. */
export const ensureSite = () =>
  ensurePackages(
    join(root, 'site'),
    'Installing what builds the documents site (npm ci; half a minute or so)',
  );
