import { extname } from 'node:path';

/** Matches a marker `<!-- code: path -->`, with the code block below it if there is one. */
const place = /(<!-- code: (\S+) -->\n)(?:\n```\w*\n.*?\n```\n)?/gs;

/** Returns a document with the current code below each marker. */
export const withCode = (document: string, read: (path: string) => string): string =>
  document.replaceAll(
    place,
    (_, mark: string, path: string) =>
      `${mark}\n\`\`\`${extname(path).slice(1)}\n${read(path).trimEnd()}\n\`\`\`\n`,
  );

const tablePlace = /(<!-- scenarios -->\n)(?:\n(?:\|[^\n]*\n)+)?/g;

/** Returns a document with the table of scenarios below each marker `<!-- scenarios -->`. */
export const withScenarios = (document: string, table: string): string =>
  document.replaceAll(tablePlace, (_, mark: string) => `${mark}\n${table.trimEnd()}\n`);
