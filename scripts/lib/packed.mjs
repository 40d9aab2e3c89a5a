import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './run.mjs';

const packed = join(root, '.cache', 'package');
const shell = process.platform === 'win32';
const run = promisify(execFile);

/** Packs the package as it would be published, and installs it in a folder as a shop would. */
export const installPacked = async (folder) => {
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  await run('npm', ['pack', '--pack-destination', packed], { cwd: root, shell });
  const [file] = readdirSync(packed);
  const quiet = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-fund', '--no-audit'];
  await run('npm', ['install', ...quiet, '--prefer-offline', join(packed, file)], {
    cwd: folder,
    shell,
  });
};
