/** Processes of the project that tests start, and the output of failed programs. */
import { join } from 'node:path';

/** Entry module of each process, by name. */
export const processEntries = {
  shop: 'demo/shop/server.ts',
  'payment-provider': 'demo/shop/payment-provider/server.ts',
  clinic: 'scripts/clinic.ts',
} as const;

export type ProcessName = keyof typeof processEntries;

/** Error of the promisified `execFile` when a program fails. */
export interface ProgramError {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Returns the path of a process's bundle. `folder` is the result of `bundleProcesses`, which tests get by
 * `inject('processes')`.
 */
export const bundleOf = (folder: string, name: ProcessName): string => join(folder, `${name}.mjs`);

/** Returns the output of a program that failed, from the error of `execFile`. */
export const printedBy = (error: unknown): string => {
  const { stdout, stderr } = error as ProgramError;
  return `${stdout}${stderr}`;
};
