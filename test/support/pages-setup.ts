import { build, createServer } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the demo shop is served, with a slash at its end. */
    readonly shop: string;
  }
}

/** Builds the script once and serves the demo shop with it, as `npm run demo` does. */
export default async function openShop(project: TestProject): Promise<() => Promise<void>> {
  await build({ logLevel: 'warn' });
  const server = await createServer({ mode: 'demo', logLevel: 'warn', server: { port: 0 } });
  await server.listen();
  const [shop] = server.resolvedUrls?.local ?? [];
  if (shop === undefined) throw new Error('The demo shop is not served.');
  project.provide('shop', shop);
  return () => server.close();
}
