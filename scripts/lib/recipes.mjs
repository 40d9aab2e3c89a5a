import { extname } from 'node:path';

/** `<!-- code: path -->`, and the block below it if it is there already. */
const place = /(<!-- code: (\S+) -->\n)(?:\n```\w*\n.*?\n```\n)?/gs;

/** A document with the code that it names put where it names it. */
export const withCode = (document, read) =>
  document.replaceAll(
    place,
    (_, mark, path) =>
      `${mark}\n\`\`\`${extname(path).slice(1)}\n${read(path).trimEnd()}\n\`\`\`\n`,
  );
