/**
 * Serves the demo's own scripts as one file each: through Vite's server a page asks for more than fifty modules, and
 * the tests open hundreds of pages. `npm run demo` serves them one by one; what the page does is the same.
 */
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { root } from '../../tools/process/run.mjs';

const folder = join(root, 'demo');
const scripts = ['main', 'anatomy'];

/** The style sheets that a script imports, as Vite's server puts them into the page. */
const injectStyles = (css: string): string =>
  `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css)} }));\n`;

const isStyleSheet = (file: string): boolean => file.endsWith('.css');

/** What answers the addresses of the demo's scripts, by path. */
const bundleScript = async (name: string): Promise<[string, string | Uint8Array][]> => {
  const result = await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: folder,
    base: '/',
    publicDir: false,
    // Nobody looks on: the clinic need not take its time.
    define: { 'import.meta.env.VITE_LATENCY': '0' },
    build: {
      write: false,
      target: 'esnext',
      minify: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(folder, `${name}.ts`),
        output: { codeSplitting: false },
      },
    },
  });
  const { output } = result as Rolldown.RolldownOutput;
  const files = output.map((file): [string, string | Uint8Array] => [
    `/${file.fileName}`,
    file.type === 'chunk' ? file.code : file.source,
  ]);
  const styles = files.filter(([file]) => isStyleSheet(file)).map(([, text]) => String(text));
  return files.flatMap(([file, text]): [string, string | Uint8Array][] => {
    if (isStyleSheet(file)) return [];
    if (!file.endsWith('.js')) return [[file, text]];
    return [[`/${name}.ts`, `${styles.map(injectStyles).join('')}${String(text)}`]];
  });
};

/** The plugin of Vite that serves the bundled scripts. */
export const bundledDemo = async (): Promise<Plugin> => {
  const files = new Map((await Promise.all(scripts.map(bundleScript))).flat());
  return {
    name: 'bundled-demo',
    configureServer: (server) => {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://demo');
        const file = files.get(pathname);
        if (file === undefined) {
          next();
          return;
        }
        response.setHeader(
          'Content-Type',
          pathname.endsWith('.ts') ? 'text/javascript' : 'font/woff2',
        );
        response.end(file);
      });
    },
  };
};
