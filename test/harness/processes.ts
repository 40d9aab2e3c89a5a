/** The processes of the project that the tests start. */
import { join } from 'node:path';

/** The entry module of each, by its name. */
export const processEntries = {
  shop: 'demo/shop/server.ts',
  'payment-provider': 'demo/shop/payment-provider/server.ts',
  clinic: 'scripts/clinic.mjs',
} as const;

export type ProcessName = keyof typeof processEntries;

/** The bundle of a process, in the folder that `bundleProcesses` gives and `inject('processes')` names. */
export const bundleOf = (folder: string, name: ProcessName): string => join(folder, `${name}.mjs`);
