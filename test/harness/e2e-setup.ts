import { createServer } from 'vite';
import type { TestProject } from 'vitest/node';
import { runScript } from '../../tools/process/run.mjs';
import { isBuilt } from '../../tools/shop/build-check.js';
import { bundledDemo } from './bundle-demo.js';
import { bundleProcesses } from './bundle-processes.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the demo shop is served, with a slash at its end. */
    readonly shop: string;
    /** The folder with the bundles of the processes that tests start: see `bundleOf`. */
    readonly processes: string;
  }
}

/**
 * Builds all that is shipped, unless that is done, serves the demo shop with it, as `npm run demo` does, and bundles the
 * processes that tests start.
 */
export default async function openShop(project: TestProject): Promise<() => Promise<void>> {
  // In a process of its own: Vitest's says that it is a test, and what is shipped is not built for one.
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
