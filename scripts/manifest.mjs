/**
 * Writes `custom-elements.json` from the doc comments of the elements, and from it what people, editors and
 * TypeScript read. With `--check` it only says whether they are as it would write them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { format, resolveConfig } from 'prettier';
import { spellOut } from './lib/literals.mjs';
import { facePage, publicFace } from './lib/manifest.mjs';
import { root } from './lib/run.mjs';
import { editorData, elementTypes, webTypes } from './lib/type-data.mjs';

const found = await cli({
  argv: ['analyze', '--globs', 'src/components/*.ts', '--litelement', '--quiet'],
  cwd: root,
  noWrite: true,
});
const manifest = spellOut(publicFace(found));
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const write = async (file, text) => {
  const path = join(root, file);
  const options = await resolveConfig(path);
  return [path, await format(text, { ...options, filepath: path })];
};
const files = [
  await write('custom-elements.json', JSON.stringify(manifest)),
  await write('docs/face.md', facePage(manifest)),
  await write('vscode.html-custom-data.json', JSON.stringify(editorData(manifest))),
  await write('web-types.json', JSON.stringify(webTypes(manifest, about))),
  await write('types/elements.d.ts', elementTypes(manifest)),
];

if (process.argv.includes('--check')) {
  const stale = files.filter(([path, text]) => {
    try {
      return readFileSync(path, 'utf8') !== text;
    } catch {
      return true;
    }
  });
  for (const [path] of stale)
    console.error(`✗ ${path} is not what the doc comments say: npm run manifest`);
  process.exit(stale.length > 0 ? 1 : 0);
}
for (const [path, text] of files) writeFileSync(path, text);
