import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import type { ShopEnvironment } from './limit.js';

const require = createRequire(import.meta.url);

/** Returns the folder of a package's file. */
function folderOf(file: string): string {
  return dirname(require.resolve(file));
}

/** The folders that are public, by their paths. */
const folders = {
  '/ally-booking/': join(folderOf('@ally-health/checkout-booking/openapi.json'), 'dist'),
  '/fonts/': folderOf('@fontsource-variable/inter/package.json'),
  '/look/': join(import.meta.dirname, 'public'),
};

/** Styles that are shared with the demo without a server. */
const sharedFiles = { '/look/shop.css': 'shop.css', '/look/visit.css': 'themes/shop.css' };

/** In production, put the version into the path, and use `max-age=31536000, immutable`. */
const CACHE_CONTROL = 'no-cache';

/** Serves the package's script as it is shipped, fonts and styles. */
export function serveFiles(app: Hono<ShopEnvironment>): void {
  for (const [path, file] of Object.entries(sharedFiles))
    app.get(path, serveStatic({ path: join(import.meta.dirname, '..', file) }));
  for (const [path, root] of Object.entries(folders))
    app.get(
      `${path}*`,
      serveStatic({
        root,
        rewriteRequestPath: (requestPath) => requestPath.slice(path.length),
        onFound: (_file, context) => {
          context.header('Cache-Control', CACHE_CONTROL);
        },
      }),
    );
}
