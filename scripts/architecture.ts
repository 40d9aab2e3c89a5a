/**
 * Checks the import rules, and draws the folders in `docs/architecture.md`. With `--check` it only reports whether the
 * picture is current.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderPicture, importFaults } from '../tools/architecture/imports.js';
import { writeGenerated } from '../tools/process/check-or-write.js';
import { root } from '../tools/process/run.mjs';

const faults = await importFaults();
for (const { rule, from, to } of faults) console.error(`✗ ${rule}: ${from} imports ${to}`);
if (faults.length > 0) process.exit(1);

const page = 'docs/architecture.md';
const picture = await folderPicture();
await writeGenerated(
  {
    [page]: readFileSync(join(root, page), 'utf8').replace(
      /(<!-- folders -->)[\s\S]*(<!-- \/folders -->)/,
      (_, open: string, close: string) =>
        `${open}\n\n\`\`\`mermaid\n${picture}\n\`\`\`\n\n${close}`,
    ),
  },
  { command: 'npm run architecture', isCheck: process.argv.includes('--check') },
);
