import { dirname, join } from 'node:path';
import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * Turns each `import()` into a promise of the module in the same bundle. Rolldown would wrap every module in a function
 * instead.
 *
 * @param siblingOf returns the file and hash of a module that stays a file beside the script, or null to inline it
 */
export const inlineImports = (
  folder: string,
  siblingOf: (module: string) => readonly [file: string, integrity: string] | null,
): Plugin => ({
  name: 'inline-imports',
  transform(code, id) {
    if (!id.startsWith(folder)) return null;
    const inlined = new MagicString(code);
    let count = 0;
    inlined.replace(/(?<![\w.])import\((['"])([^'"]+)\1\)/g, (_, __, specifier: string) => {
      count += 1;
      const sibling = siblingOf(join(dirname(id), specifier).replace(/\.js$/, '.ts'));
      const name = `inlined${String(count)}`;
      if (sibling) {
        const helper = JSON.stringify(
          join(import.meta.dirname, '..', 'runtime', 'load-sibling.ts'),
        );
        inlined.prepend(`import { loadSibling as ${name} } from ${helper};`);
        return `${name}(${sibling.map((text) => JSON.stringify(text)).join()})`;
      }
      inlined.prepend(`import * as ${name} from ${JSON.stringify(specifier)};`);
      return `Promise.resolve(${name})`;
    });
    return count === 0
      ? null
      : { code: inlined.toString(), map: inlined.generateMap({ hires: 'boundary' }) };
  },
});
