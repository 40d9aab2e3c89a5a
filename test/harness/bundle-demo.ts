/**
 * Serves each of the demo's scripts as one bundled file. Vite's server sends more than fifty modules to a page, and the
 * tests open hundreds of pages. `npm run demo` serves the modules one by one; the page behaves the same.
 */
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { root } from '../../tools/process/run.mjs';

const folder = join(root, 'demo');
const scripts = ['main', 'anatomy'];

/** Returns code that adds a style sheet to the page, as Vite's server does for imported CSS. */
const injectStyles = (css: string): string =>
  `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css)} }));\n`;

const isStyleSheet = (file: string): boolean => file.endsWith('.css');

/** Bundles a script of the demo. Returns the responses by path: the script with its styles, and its assets. */
const bundleScript = async (name: string): Promise<[string, string | Uint8Array][]> => {
  const result = await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: folder,
    base: '/',
    publicDir: false,
    // The mock clinic of the demo answers slowly, so that people see the loading states. Tests do not need the delay.
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

/** Vite plugin that serves the bundled scripts. */
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
