/**
 * Builds the documents site into `.cache/site`, and prints where it is. Installs and builds first what is missing.
 * `--base` is the path or address that the site will be served at, such as `/booking/`. `--serve` serves it on this
 * machine. With `--check` it only checks the links of the documents.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inScripts, scriptFiles, scriptsHash } from '../tools/build/dist.js';
import { ensureSite } from '../tools/process/packages.mjs';
import { announce, root, run, runScript } from '../tools/process/run.mjs';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: '/' },
    out: { type: 'string', default: join(root, '.cache', 'site') },
    // Skips the build of the scripts, for tests that have built them.
    built: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
  },
});
if (values.check) {
  const { documents } = await import('../site/lib/documents.js');
  const { deadLinks } = await import('../site/lib/links.js');
  const dead = deadLinks(root, documents);
  for (const fault of dead) console.error(`✗ ${fault}`);
  process.exit(dead.length > 0 ? 1 : 0);
}

const isAddress = URL.canParse(values.base);
const address = isAddress ? new URL(values.base).origin : '';
const path = isAddress ? new URL(values.base).pathname : values.base;
const base = `/${path}/`.replaceAll(/\/{2,}/g, '/');

await ensureSite();
if (!values.built) {
  announce('Building the script');
  const code = await runScript('build', ['--script']);
  if (code !== 0) process.exit(code);
}

announce('Building the site');
const { prepareSite } = await import('../site/lib/prepare.js');
const folder = join(root, '.cache', 'site-pages');
const { publicFolder } = prepareSite({ folder, base, address });
for (const file of scriptFiles())
  cpSync(inScripts(file), join(publicFolder, 'widget', scriptsHash(), file));
const { build } = await import('vite');
await build({ configFile: join(root, 'vite.config.ts'), mode: 'site', logLevel: 'warn' });

const site = join(root, 'site');
const vitepress = join(site, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
const env = { ...process.env, SITE_BASE: base, SITE_OUT: values.out, SITE_ADDRESS: address };
const code = await run(process.execPath, [vitepress, 'build', site], { env });
if (code !== 0) process.exit(code);
console.log(`\nThe site is in ${values.out}, to be served at ${address}${base}`);
if (values.serve) await run(process.execPath, [vitepress, 'serve', site], { env });
