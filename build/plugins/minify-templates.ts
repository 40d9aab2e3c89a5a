import { transform } from 'lightningcss';
import MagicString from 'magic-string';
import type { Plugin } from 'vite';
import { styleTargets } from '../../tools/build/browser-targets.js';

/** Styles and templates are written to be read; what is shipped need not be. */
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
        // A line's indentation, or a whole sheet: it starts behind its backtick, with a line end of its own.
        if (found.trim() !== '') return minify(found);
        // An attribute follows its neighbour as on one line: what is alike is packed together.
        return /^[@.?]?[\w-]+=["$]/.test(code.slice(at + found.length)) ? ' ' : '\n';
      },
    );
    return { code: smaller.toString(), map: smaller.generateMap({ hires: 'boundary' }) };
  },
});
