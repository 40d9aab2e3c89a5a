// @ts-check
/**
 * Runs other programs. Plain JavaScript that imports Node's own modules alone, because `scripts/bootstrap.mjs` needs it
 * before anything is installed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The absolute path of the project. */
export const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a command in the project, and shows its output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code; 127 when it could not be started
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      resolve(code ?? (signal ? 1 : 0));
    });
  });

/**
 * Runs a program of an installed package.
 *
 * @param {string} path below `node_modules`
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code
 */
export const runPackage = (path, args, options) =>
  run(process.execPath, [join(root, 'node_modules', path), ...args], options);

/**
 * Returns the arguments by which Node starts a command of the project.
 *
 * @param {string} name of a file in `scripts`, without its ending
 * @param {readonly string[]} [args]
 * @returns {string[]}
 */
export const scriptArgs = (name, args = []) => [
  join(root, 'scripts', 'bootstrap.mjs'),
  name,
  ...args,
];

/**
 * Runs a command of the project in a process of its own.
 *
 * @param {string} name of a file in `scripts`, without its ending
 * @param {readonly string[]} [args]
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code
 */
export const runScript = (name, args, options) =>
  run(process.execPath, scriptArgs(name, args), options);

/**
 * Prints the title of the next step.
 *
 * @param {string} text
 */
export const announce = (text) => {
  console.log(`\n▸ ${text}`);
};
