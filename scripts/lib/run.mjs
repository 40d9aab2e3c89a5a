import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Runs a command in the project with its output shown; settles with its exit code. */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });

/** Runs a program of the project's own packages. */
export const runPackage = (path, args, options) =>
  run(process.execPath, [join(root, 'node_modules', path), ...args], options);

/** Says what comes next, so that nobody wonders what is being waited for. */
export const announce = (text) => console.log(`\n▸ ${text}`);
