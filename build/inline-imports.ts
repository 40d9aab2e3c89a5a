import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/** `import()` becomes a promise of what the one file holds already: rolldown's own way wraps every module. */
export const inlineImports = (folder: string): Plugin => ({
  name: 'inline-imports',
  transform(code, id) {
    if (!id.startsWith(folder)) return null;
    const inlined = new MagicString(code);
    let count = 0;
    inlined.replace(/(?<![\w.])import\((['"][^'"]+['"])\)/g, (_, specifier: string) => {
      count += 1;
      inlined.prepend(`import * as inlined${String(count)} from ${specifier};`);
      return `Promise.resolve(inlined${String(count)})`;
    });
    return count === 0
      ? null
      : { code: inlined.toString(), map: inlined.generateMap({ hires: 'boundary' }) };
  },
});
