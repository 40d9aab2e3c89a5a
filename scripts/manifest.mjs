/**
 * Writes `custom-elements.json` and `docs/face.md` from the doc comments of the elements. With `--check` it
 * only says whether they are as it would write them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { format, resolveConfig } from 'prettier';
import { facePage, publicFace } from './lib/manifest.mjs';
import { root } from './lib/run.mjs';

const found = await cli({
  argv: ['analyze', '--globs', 'src/components/*.ts', '--litelement', '--quiet'],
  cwd: root,
  noWrite: true,
});
const manifest = publicFace(found);

const write = async (file, text) => {
  const path = join(root, file);
  const options = await resolveConfig(path);
  return [path, await format(text, { ...options, filepath: path })];
};
const files = [
  await write('custom-elements.json', JSON.stringify(manifest)),
  await write('docs/face.md', facePage(manifest)),
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
