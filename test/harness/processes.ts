/** The processes of the project that the tests start, and what a process says. */
import { join } from 'node:path';

/** The entry module of each, by its name. */
export const processEntries = {
  shop: 'demo/shop/server.ts',
  'payment-provider': 'demo/shop/payment-provider/server.ts',
  clinic: 'scripts/clinic.ts',
} as const;

/** The name of such a process. */
export type ProcessName = keyof typeof processEntries;

/** How `execFile` says that a program failed. */
export interface ProgramError {
  readonly stdout: string;
  readonly stderr: string;
}

/** The bundle of a process, in the folder that `bundleProcesses` gives and `inject('processes')` names. */
export const bundleOf = (folder: string, name: ProcessName): string => join(folder, `${name}.mjs`);

/** What a program printed that `execFile` ran and that failed, by the error of it. */
export const printedBy = (error: unknown): string => {
  const { stdout, stderr } = error as ProgramError;
  return `${stdout}${stderr}`;
};
