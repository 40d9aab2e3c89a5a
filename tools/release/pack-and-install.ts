import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../process/run.mjs';

const shell = process.platform === 'win32';
const run = promisify(execFile);

/**
 * Packs the package as it would be published, and installs it in a folder as a shop would, unless the same package is
 * already installed there.
 *
 * @returns a hash of the packed file: npm writes the same bytes for the same files
 */
export const installPacked = async (folder: string): Promise<string> => {
  const packed = mkdtempSync(join(tmpdir(), 'ally-packed-'));
  try {
    await run('npm', ['pack', '--pack-destination', packed], { cwd: root, shell });
    const [name] = readdirSync(packed);
    if (name === undefined) throw new Error('npm has packed nothing.');
    const file = join(packed, name);
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    // The file is in `node_modules`, so that an installation of all packages deletes it too.
    const mark = join(folder, 'node_modules', '.installed-package');
    if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return hash;
    rmSync(mark, { force: true });
    const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-fund', '--no-audit'];
    await run('npm', ['install', ...quiet, '--prefer-offline', file], { cwd: folder, shell });
    writeFileSync(mark, hash);
    return hash;
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
};
