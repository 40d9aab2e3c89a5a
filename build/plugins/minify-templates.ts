import { transform } from 'lightningcss';
import MagicString from 'magic-string';
import type { Plugin } from 'vite';
import { styleTargets } from '../../tools/build/browser-targets.js';

/** Minifies the styles and templates in our source: they are formatted for readers, and a shopper downloads them. */
export const minifyTemplates = (folder: string): Plugin => ({
  name: 'minify-templates',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(folder)) return null;
    const minify = (css: string): string =>
      transform({ filename: id, code: Buffer.from(css), minify: true, targets: styleTargets })
        .code.toString()
        .replaceAll('\\', '\\\\');
    const smaller = new MagicString(code).replace(
      /(?<=\bcss`)[^`$]*(?=`)|\n[ \t]+(?:(?=[@.?]?[\w-]+=["$])|>)?/g,
      (found, at: number) => {
        if (found.trim() === '>') return '>';
        // The match is a whole style sheet, which begins after its backtick, or else the indentation of a line.
        if (found.trim() !== '') return minify(found);
        // A space before an attribute, as if all were on one line: text that is alike compresses better.
        return /^[@.?]?[\w-]+=["$]/.test(code.slice(at + found.length)) ? ' ' : '\n';
      },
    );
    return { code: smaller.toString(), map: smaller.generateMap({ hires: 'boundary' }) };
  },
});
