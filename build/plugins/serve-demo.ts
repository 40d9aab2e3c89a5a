import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { versionFolder } from '../../tools/build/dist.js';

/** Serves msw's worker from its package, and `/ally-booking.js` from the source or from the build. */
export const serveDemo = (root: string, script: 'source' | 'built'): Plugin => ({
  name: 'serve-demo',
  // Vite resolves the scripts of a page before it serves them.
  resolveId: (id) =>
    id === '/ally-booking.js'
      ? join(root, script === 'source' ? 'src/define.ts' : `dist/${versionFolder}/ally-booking.js`)
      : null,
  configureServer(server) {
    const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
    server.middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://demo');
      const isScript = /^\/(?:ally-booking\.js|chunks\/[\w.-]+)(?:\.map)?$/.test(pathname);
      if (pathname === '/mockServiceWorker.js' || (script === 'built' && isScript)) {
        const file = isScript ? join(root, 'dist', versionFolder, pathname) : worker;
        const type = pathname.endsWith('.map') ? 'application/json' : 'text/javascript';
        response.setHeader('Content-Type', type);
        response.setHeader('Cache-Control', 'no-cache');
        createReadStream(file)
          .on('error', () => {
            response.statusCode = 404;
            response.end();
          })
          .pipe(response);
        return;
      }
      next();
    });
  },
});
