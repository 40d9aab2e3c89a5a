import { dirname, join } from 'node:path';
import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * `import()` becomes a promise of what the one file holds already: rolldown's own way wraps every module.
 *
 * @param besideOf a file of the script's own folder, and what its hash must be, for a module that is not to be inlined
 */
export const inlineImports = (
  folder: string,
  besideOf: (module: string) => readonly [file: string, integrity: string] | null,
): Plugin => ({
  name: 'inline-imports',
  transform(code, id) {
    if (!id.startsWith(folder)) return null;
    const inlined = new MagicString(code);
    let count = 0;
    inlined.replace(/(?<![\w.])import\((['"])([^'"]+)\1\)/g, (_, __, specifier: string) => {
      count += 1;
      const beside = besideOf(join(dirname(id), specifier).replace(/\.js$/, '.ts'));
      const name = `inlined${String(count)}`;
      if (beside) {
        const helper = JSON.stringify(
          join(import.meta.dirname, '..', 'runtime', 'load-sibling.ts'),
        );
        inlined.prepend(`import { besideScript as ${name} } from ${helper};`);
        return `${name}(${beside.map((text) => JSON.stringify(text)).join()})`;
      }
      inlined.prepend(`import * as ${name} from ${JSON.stringify(specifier)};`);
      return `Promise.resolve(${name})`;
    });
    return count === 0
      ? null
      : { code: inlined.toString(), map: inlined.generateMap({ hires: 'boundary' }) };
  },
});
