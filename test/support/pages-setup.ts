import { createServer } from 'vite';
import type { TestProject } from 'vitest/node';
import { runPackage } from '../../scripts/lib/run.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the demo shop is served, with a slash at its end. */
    readonly shop: string;
  }
}

/** Builds the script once and serves the demo shop with it, as `npm run demo` does. */
export default async function openShop(project: TestProject): Promise<() => Promise<void>> {
  // In a process of its own: Vitest's says that it is a test, and what is shipped is not built for one.
  const code = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Error('The script could not be built.');
  const server = await createServer({ mode: 'demo', logLevel: 'warn', server: { port: 0 } });
  await server.listen();
  const [shop] = server.resolvedUrls?.local ?? [];
  if (shop === undefined) throw new Error('The demo shop is not served.');
  project.provide('shop', shop);
  return () => server.close();
}
