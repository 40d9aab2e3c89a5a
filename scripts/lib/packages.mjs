import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { announce, root, run } from './run.mjs';

const lock = join(root, 'package-lock.json');
/** Which lock file the installed packages are of. */
const mark = join(root, 'node_modules', '.installed-lock');

const fingerprint = () => createHash('sha256').update(readFileSync(lock)).digest('hex');

/** Installs the packages when they are missing or of another lock file. */
export const ensurePackages = async () => {
  const wanted = fingerprint();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  announce('Installing packages (npm ci; a minute or so)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['ci', '--no-fund', '--no-audit'], {
    shell: process.platform === 'win32',
  });
  if (code !== 0) {
    console.error('The packages could not be installed. What npm says of it stands above.');
    process.exit(code);
  }
  writeFileSync(mark, wanted);
};
