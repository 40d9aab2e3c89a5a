/** Opens the demo shop: installs and builds what is missing, serves it, and prints the address. */
import { join } from 'node:path';
import { announce, root, runScript } from '../tools/process/run.mjs';

announce('Building the script');
const code = await runScript('build', ['--script']);
if (code !== 0) process.exit(code);

const { createServer } = await import('vite');
const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  mode: 'demo',
  logLevel: 'warn',
});
await server.listen();
const [address = ''] = server.resolvedUrls?.local ?? [];
console.log(`\nThe demo shop is open: ${address}\nPress Ctrl+C to close it.`);
if (process.argv.includes('--open')) server.openBrowser();

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void server.close().then(() => process.exit(0)));
