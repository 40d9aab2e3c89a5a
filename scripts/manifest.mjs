/**
 * Writes `custom-elements.json` from the doc comments of the elements, and from it what people, editors and
 * TypeScript read. With `--check` it only says whether they are as it would write them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { writeGenerated } from './lib/generated.mjs';
import { spellOut } from './lib/literals.mjs';
import { facePage, publicFace } from './lib/manifest.mjs';
import { root } from './lib/run.mjs';
import { withCounts } from './lib/accessibility-page.mjs';
import { withTables } from './lib/theming-page.mjs';
import { editorData, elementTypes, webTypes } from './lib/type-data.mjs';

const found = await cli({
  argv: ['analyze', '--globs', 'src/components/**/*.ts', '--litelement', '--quiet'],
  cwd: root,
  noWrite: true,
});
const manifest = spellOut(publicFace(found));
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

await writeGenerated(
  {
    'custom-elements.json': JSON.stringify(manifest),
    'docs/face.md': facePage(manifest),
    'docs/accessibility.md': withCounts(readFileSync(join(root, 'docs/accessibility.md'), 'utf8')),
    'docs/theming.md': withTables(readFileSync(join(root, 'docs/theming.md'), 'utf8'), manifest),
    'vscode.html-custom-data.json': JSON.stringify(editorData(manifest)),
    'web-types.json': JSON.stringify(webTypes(manifest, about)),
    'types/elements.d.ts': elementTypes(manifest),
  },
  { command: 'npm run manifest', isCheck: process.argv.includes('--check') },
);
