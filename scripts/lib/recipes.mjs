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

const tablePlace = /(<!-- scenarios -->\n)(?:\n(?:\|[^\n]*\n)+)?/g;

/** A document with the table of the scenarios where it says `<!-- scenarios -->`. */
export const withScenarios = (document, table) =>
  document.replaceAll(tablePlace, (_, mark) => `${mark}\n${table.trimEnd()}\n`);
