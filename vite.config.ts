import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const dist = join(root, 'dist');

/** Lit's Trusted Types policy gets our name, so that a page beside another copy of Lit can allow ours alone. */
const ownPolicyName = (): Plugin => {
  let renamed = false;
  return {
    name: 'own-policy-name',
    transform(code, id) {
      if (!/lit-html\/(?:development\/)?lit-html\.js/.test(id)) return null;
      renamed ||= /createPolicy\(["']lit-html["']/.test(code);
      return {
        code: code.replace(/createPolicy\((["'])lit-html\1/, 'createPolicy("ally-booking"'),
        map: null,
      };
    },
    buildEnd(error) {
      if (!error && !renamed) this.error("Lit's Trusted Types policy was not found to be renamed.");
    },
  };
};

/** Styles and templates are written to be read; what is shipped need not be. */
const minifyTemplates = (): Plugin => ({
  name: 'minify-templates',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(join(root, 'src'))) return null;
    const smaller = code
      .replace(/\bcss`([^`$]*)`/g, (_, css: string) => {
        const { code: minified } = transform({
          filename: id,
          code: Buffer.from(css),
          minify: true,
        });
        return `css\`${minified.toString().replaceAll('\\', '\\\\')}\``;
      })
      .replace(/\n[ \t]+/g, '\n');
    return { code: smaller, map: null };
  },
});

/** Serves the msw worker from its package, and `/ally-booking.js` from the source or from the build. */
const serveDemo = (script: 'source' | 'built'): Plugin => ({
  name: 'serve-demo',
  // Vite looks at the page's own scripts before it serves them, and wants to know where they are.
  resolveId: (id) =>
    id === '/ally-booking.js'
      ? join(root, script === 'source' ? 'src/define.ts' : 'dist/ally-booking.js')
      : null,
  configureServer(server) {
    const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
    server.middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://demo');
      const isScript = /^\/(?:ally-booking\.js|chunks\/[\w.-]+)(?:\.map)?$/.test(pathname);
      if (pathname === '/mockServiceWorker.js' || (script === 'built' && isScript)) {
        const file = isScript ? join(dist, pathname) : worker;
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

export default defineConfig(({ mode }) =>
  mode === 'dev' || mode === 'demo'
    ? {
        root: join(root, 'demo'),
        plugins: [serveDemo(mode === 'dev' ? 'source' : 'built')],
        server: { host: '127.0.0.1', fs: { allow: [root] } },
        optimizeDeps: {
          include: [
            'lit',
            'lit/decorators.js',
            'lit/directives/if-defined.js',
            'msw',
            'msw/browser',
            'postcode',
            'temporal-polyfill',
            'zod/mini',
          ],
        },
      }
    : {
        // The script tag: one entry, the later steps split off, every dependency inside.
        plugins: [ownPolicyName(), minifyTemplates()],
        build: {
          target: 'es2022',
          outDir: dist,
          sourcemap: true,
          copyPublicDir: false,
          lib: { entry: { 'ally-booking': join(root, 'src/define.ts') }, formats: ['es'] },
          rolldownOptions: {
            // Making a schema does nothing but make it: those that no answer needs are left out.
            treeshake: { manualPureFunctions: ['z'] },
            // What the chunks share stays in the entry: one file less, and smaller in all.
            preserveEntrySignatures: 'allow-extension',
            output: {
              // Vite leaves the white space of an ES library; we ship to pages.
              minify: true,
              entryFileNames: '[name].js',
              chunkFileNames: 'chunks/[name]-[hash].js',
            },
          },
        },
      },
);
