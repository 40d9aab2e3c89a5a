/** Opens the demo shop: installs and builds what is missing, serves it, and prints the address. */
import { ensurePackages } from './lib/packages.mjs';
import { announce, root, run } from './lib/run.mjs';
import { join } from 'node:path';

await ensurePackages();
announce('Building the script');
const code = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--script']);
if (code !== 0) process.exit(code);

const { createServer } = await import('vite');
const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  mode: 'demo',
  logLevel: 'warn',
});
await server.listen();
console.log(`\nThe demo shop is open: ${server.resolvedUrls.local[0]}\nPress Ctrl+C to close it.`);
if (process.argv.includes('--open')) server.openBrowser();

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void server.close().then(() => process.exit(0)));
