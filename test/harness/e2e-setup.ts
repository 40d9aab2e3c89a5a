import { createServer } from 'vite';
import type { TestProject } from 'vitest/node';
import { runScript } from '../../tools/process/run.mjs';
import { isBuilt } from '../../tools/shop/build-check.js';
import { bundledDemo } from './bundle-demo.js';
import { bundleProcesses } from './bundle-processes.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the demo shop, with a trailing slash. */
    readonly shop: string;
    /** Folder with the bundles of the processes that tests start. See `bundleOf`. */
    readonly processes: string;
  }
}

/**
 * Global setup of Vitest: builds the package if it is out of date, serves the demo shop with it as `npm run demo` does,
 * and bundles the processes that tests start.
 */
export default async function openShop(project: TestProject): Promise<() => Promise<void>> {
  // Runs in a process of its own, because Vitest sets `NODE_ENV` to `test` in this one.
  const build = (): Promise<number> =>
    runScript('build', [], {
      env: { ...process.env, NODE_ENV: 'production' },
    });
  if (!isBuilt() && (await build()) !== 0) throw new Error('What is shipped could not be built.');
  const processes = await bundleProcesses();
  project.provide('processes', processes.folder);
  const server = await createServer({
    mode: 'demo',
    logLevel: 'warn',
    plugins: [await bundledDemo()],
    server: { port: 0 },
  });
  await server.listen();
  const [shop] = server.resolvedUrls?.local ?? [];
  if (shop === undefined) throw new Error('The demo shop is not served.');
  project.provide('shop', shop);
  return async () => {
    processes.remove();
    await server.close();
  };
}
