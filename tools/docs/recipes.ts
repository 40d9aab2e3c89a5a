import { extname } from 'node:path';
import { sqlSchema } from '../../src/server/store/schema.js';

/** Matches a marker `<!-- code: path -->` or `<!-- code: sqlSchema.postgres -->`, with the code block below it if there is one. */
const place = /(<!-- code: (\S+) -->\n)(?:\n```\w*\n.*?\n```\n)?/gs;

/** Statements that are exported as text, by the names of their markers. */
const statements: Readonly<Record<string, string>> = {
  'sqlSchema.postgres': sqlSchema.postgres,
  'sqlSchema.sqlite': sqlSchema.sqlite,
};

/** Returns a document with the current code below each marker. */
export const withCode = (document: string, read: (path: string) => string): string =>
  document.replaceAll(place, (_, mark: string, path: string) => {
    const sql = statements[path];
    const language = sql === undefined ? extname(path).slice(1) : 'sql';
    return `${mark}\n\`\`\`${language}\n${(sql ?? read(path)).trimEnd()}\n\`\`\`\n`;
  });

const tablePlace = /(<!-- scenarios -->\n)(?:\n(?:\|[^\n]*\n)+)?/g;

/** Returns a document with the table of scenarios below each marker `<!-- scenarios -->`. */
export const withScenarios = (document: string, table: string): string =>
  document.replaceAll(tablePlace, (_, mark: string) => `${mark}\n${table.trimEnd()}\n`);
