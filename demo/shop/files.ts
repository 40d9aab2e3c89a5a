import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';

const require = createRequire(import.meta.url);

/** Where a package lies, by one of its files. */
const packageOf = (file: string): string => dirname(require.resolve(file));

/** The folders whose files anybody may have, by where they are served. */
const folders = {
  '/ally-booking/': join(packageOf('@ally-health/checkout-booking/openapi.json'), 'dist'),
  '/fonts/': packageOf('@fontsource-variable/inter/package.json'),
  '/look/': join(import.meta.dirname, 'public'),
};

/** Shared with the demo that has no server. */
const shared = { '/look/shop.css': 'shop.css', '/look/visit.css': 'themes/shop.css' };

/** In production, under an address with the version in it, and kept for ever. */
const keep = 'no-cache';

/** Serves what stands in files: the package’s script as it is shipped, and the shop’s look. */
export const serveFiles = (app: Hono): void => {
  for (const [path, file] of Object.entries(shared))
    app.get(path, serveStatic({ path: join(import.meta.dirname, '..', file) }));
  for (const [path, root] of Object.entries(folders))
    app.get(
      `${path}*`,
      serveStatic({
        root,
        rewriteRequestPath: (asked) => asked.slice(path.length),
        onFound: (_file, context) => {
          context.header('Cache-Control', keep);
        },
      }),
    );
};
