/**
 * Bundles the processes that the tests start, because plain JavaScript starts much faster than TypeScript. The bundles
 * behave like the commands `scripts/shop.ts` and `scripts/clinic.ts`, which a few tests start directly.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { root } from '../../tools/process/run.mjs';
import { processEntries } from './processes.js';

/**
 * Replaces `import.meta.dirname` and `import.meta.url` by the module's original path, so that it finds the files beside
 * it.
 */
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
 * Returns true for imports that stay external: npm packages, and this project's own package, which the shop imports by
 * name. The compiler's runtime helpers are bundled, because only Vite can resolve them.
 */
const isPackage = (id: string): boolean =>
  !/^[.\0]|^@oxc-project\/runtime\//.test(id) && !isAbsolute(id);

/**
 * Bundles processes into a new folder, so that concurrent test runs do not share files. The folder is inside the
 * project, so that Node finds the packages. `entries` are the entry modules by the names of their bundles.
 */
export const bundleProcesses = async (
  entries: Readonly<Record<string, string>> = processEntries,
): Promise<{
  readonly folder: string;
  readonly remove: () => void;
}> => {
  const parent = join(root, '.cache', 'processes');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'run-'));
  const input = Object.entries(entries).map(([name, path]) => [name, join(root, path)] as const);
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
