/**
 * Bundles the processes that the tests start: plain JavaScript starts in a fraction of the time that TypeScript takes. Behaviour is that of the real commands, `scripts/shop.ts` and `scripts/clinic.ts`, which a few tests start.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { root } from '../../tools/process/run.mjs';
import { processEntries } from './processes.js';

/** Modules find the files beside them by their own place: a bundle keeps the place of each. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  transform: (code, id) =>
    code.includes('import.meta.')
      ? code
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : undefined,
};

/**
 * Packages stay outside, and the built package of this project with them: the shop imports it by its name. Not so the
 * helpers of the compiler, which only Vite can find.
 */
const isPackage = (id: string): boolean =>
  !/^[.\0]|^@oxc-project\/runtime\//.test(id) && !isAbsolute(id);

/**
 * Bundles all of them into a new folder, so that test runs at the same time do not share files. It lies inside the
 * project, where Node finds the packages.
 */
export const bundleProcesses = async (): Promise<{
  readonly folder: string;
  readonly remove: () => void;
}> => {
  const parent = join(root, '.cache', 'processes');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'run-'));
  const input = Object.entries(processEntries).map(
    ([name, path]) => [name, join(root, path)] as const,
  );
  await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root,
    plugins: [keepPlaces],
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'esnext',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(input),
        external: isPackage,
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'shared-[hash].mjs' },
      },
    },
  });
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
