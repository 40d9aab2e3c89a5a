/**
 * Writes `custom-elements.json` from the doc comments of the elements, and from it the reference page, the data for
 * editors and the types of the elements. With `--check` it only reports which files are stale.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { writeGenerated } from '../tools/process/check-or-write.js';
import { spellOut } from '../tools/manifest/literals.js';
import { referencePage, publicApi } from '../tools/manifest/manifest.js';
import { root } from '../tools/process/run.mjs';
import { withCounts } from '../tools/docs/accessibility-page.js';
import { withTables } from '../tools/docs/theming-page.js';
import { editorData, elementTypes, webTypes, type About } from '../tools/manifest/type-data.js';

const found = await cli({
  argv: ['analyze', '--globs', 'src/components/**/*.ts', '--litelement', '--quiet'],
  cwd: root,
  noWrite: true,
});
const manifest = spellOut(publicApi(found));
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as About;

await writeGenerated(
  {
    'custom-elements.json': JSON.stringify(manifest),
    'docs/reference.md': referencePage(manifest),
    'docs/accessibility.md': withCounts(readFileSync(join(root, 'docs/accessibility.md'), 'utf8')),
    'docs/theming.md': withTables(readFileSync(join(root, 'docs/theming.md'), 'utf8'), manifest),
    'vscode.html-custom-data.json': JSON.stringify(editorData(manifest)),
    'web-types.json': JSON.stringify(webTypes(manifest, about)),
    'types/elements.d.ts': elementTypes(manifest),
  },
  { command: 'npm run manifest', isCheck: process.argv.includes('--check') },
);
