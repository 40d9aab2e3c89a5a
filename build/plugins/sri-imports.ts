import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/** What a chunk knows of the script tag, which knows what the hash of another one must be, and holds those that have come. */
const tag = 'globalThis[Symbol.for("ally-booking")]';

/**
 * `import()` cannot say what a hash must be: chunks ask the script tag instead, which waits until it is checked. What
 * they import of each other they take from there as well: so each is there once, whatever its address ends in.
 */
export const guardedImports = (): Plugin => ({
  name: 'guarded-imports',
  renderChunk(code) {
    const guarded = new MagicString(code)
      .replaceAll(
        /(?<![\w.$])import\((["'`])\.\/([\w-]+)\.js\1\)/g,
        (_, quote: string, name: string) => `${tag}.later(${quote}${name}${quote})`,
      )
      .replaceAll(
        /^import\s*(?:(\{[^}]*\})\s*from\s*)?(["'])\.\/([\w-]+)\.js\2;?$/gm,
        (_, names: string | undefined, __, chunk: string) =>
          names === undefined
            ? ''
            : `const ${names.replaceAll(/\bas\b/g, ':')} = ${tag}.got["${chunk}"];`,
      );
    return guarded.hasChanged()
      ? { code: guarded.toString(), map: guarded.generateMap({ hires: 'boundary' }) }
      : null;
  },
  generateBundle(_, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk' && /(?<![\w.$])import\b(?!\.meta)/.test(file.code))
        this.error(`${file.fileName} imports what nobody checks.`);
  },
});
