import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/** How a chunk asks the script tag, which knows what its hash must be, for another one. */
const ask = 'globalThis[Symbol.for("ally-booking")].later';

/** `import()` cannot say what a hash must be: chunks ask the script tag instead, which waits until it is checked. */
export const guardedImports = (): Plugin => ({
  name: 'guarded-imports',
  renderChunk(code) {
    const guarded = new MagicString(code).replaceAll(
      /(?<![\w.$])import\((["'`])\.\/([\w-]+)\.js\1\)/g,
      (_, quote: string, name: string) => `${ask}(${quote}${name}${quote})`,
    );
    return guarded.hasChanged()
      ? { code: guarded.toString(), map: guarded.generateMap({ hires: 'boundary' }) }
      : null;
  },
  generateBundle(_, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk' && /(?<![\w.$])import\(/.test(file.code))
        this.error(`${file.fileName} imports what nobody checks.`);
  },
});
