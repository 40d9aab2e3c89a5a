import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './run.mjs';

const shell = process.platform === 'win32';
const run = promisify(execFile);

/**
 * Packs the package as it would be published, and installs it in a folder as a shop would, unless the same is
 * installed there. Returns a hash of what is packed: npm writes the same bytes for the same files.
 */
export const installPacked = async (folder) => {
  const packed = mkdtempSync(join(tmpdir(), 'ally-packed-'));
  try {
    await run('npm', ['pack', '--pack-destination', packed], { cwd: root, shell });
    const [name] = readdirSync(packed);
    const file = join(packed, name);
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    // Gone with the other packages when those are installed anew.
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
