import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * The module script's object in the page. `later()` loads a chunk and checks its hash; `got` holds the loaded chunks.
 */
const loader = 'globalThis[Symbol.for("ally-booking")]';

/**
 * Makes chunks import each other through the module script, which checks the hash of a file before it imports it:
 * `import()` takes no hash. Static imports become lookups of loaded chunks, so that each chunk exists once, whatever
 * its address ends in.
 */
export const sriImports = (): Plugin => ({
  name: 'sri-imports',
  renderChunk(code) {
    const guarded = new MagicString(code)
      .replaceAll(
        /(?<![\w.$])import\((["'`])\.\/([\w-]+)\.js\1\)/g,
        (_, quote: string, name: string) => `${loader}.later(${quote}${name}${quote})`,
      )
      .replaceAll(
        /^import\s*(?:(\{[^}]*\})\s*from\s*)?(["'])\.\/([\w-]+)\.js\2;?$/gm,
        (_, names: string | undefined, __, chunk: string) =>
          names === undefined
            ? ''
            : `const ${names.replaceAll(/\bas\b/g, ':')} = ${loader}.got["${chunk}"];`,
      );
    return guarded.hasChanged()
      ? { code: guarded.toString(), map: guarded.generateMap({ hires: 'boundary' }) }
      : null;
  },
  generateBundle(_, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk' && /(?<![\w.$])import\b(?!\.meta)/.test(file.code))
        this.error(`${file.fileName} imports a file without a check of its hash.`);
  },
});
