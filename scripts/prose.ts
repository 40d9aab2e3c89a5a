/**
 * Checks comments and documents for words that the project does not use: `npm run prose`. With paths it checks those
 * alone, exempt or not.
 */
import { exemptionOf } from '../tools/prose/vocabulary.js';
import { lintFiles, proseFiles } from '../tools/prose/lint.js';

const given = process.argv.slice(2);
const files = proseFiles().filter((file) =>
  given.length > 0
    ? given.some((path) => file === path || file.startsWith(`${path}/`))
    : exemptionOf(file) === undefined,
);
const faults = await lintFiles(files);
for (const { file, line, column, message } of faults)
  console.error(`✗ ${file}:${String(line)}:${String(column)} ${message}`);
console.log(`${String(files.length)} files, ${String(faults.length)} faults`);
process.exit(faults.length > 0 ? 1 : 0);
