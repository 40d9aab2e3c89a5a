/** A shop on a plain server: the built scripts under a policy, and the clinic over HTTP. No service worker. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { bytesIn } from '../../scripts/lib/dist.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { clinicListener, type ClinicListener } from '../../src/mocks/node.js';
import { version } from '../../src/version.js';

/** Where the built scripts are served; under the second address as another version of them. */
export const folder = `/v${version}`;
export const otherVersion = '9.9.9';
export const otherFolder = `/v${otherVersion}`;

/** What a page with our script and a plain Lit of its own needs, and nothing else. */
const strictPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types ally-booking ally-booking-load lit-html',
].join('; ');

const page = (lang: string, head: string, body: string): string => `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <title>Checkout</title>
    <link rel="stylesheet" href="/shop.css" />
    ${head}
  </head>
  <body>${body}</body>
</html>`;

const booking =
  '<form><ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"><span>Call us.</span></ally-booking></form>';

/** What the documents ask a page to reserve, so that nothing moves when the element arrives. */
const documentedHeight = /min-block-size: ([\w.]+)/.exec(
  readFileSync(join(root, 'README.md'), 'utf8'),
)?.[1] as string;

/** The line that the documents ask for. */
export const reserved = (height: string): string =>
  `ally-booking:not(:defined) { display: block; min-block-size: ${height} }`;

const ownLit = async (): Promise<string> => {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    // Lit as it is shipped; a test run would get the one that warns.
    resolve: { conditions: ['production', 'browser', 'module'] },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'own-lit.ts'), formats: ['es'] },
    },
  })) as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
};

const script = (file: string): string => bytesIn(file).toString();

export interface PlainShop {
  readonly address: string;
  /** From now on this file of the scripts comes with something added to it; null: none does. */
  readonly alter: (file: string | null) => void;
  readonly close: () => void;
}

interface ShopPage {
  readonly lang?: string;
  readonly head?: string;
  readonly body?: string;
}

/** Opens the shop with these pages, by path, and with a clinic of its own unless one is given. */
export const openPlainShop = async (
  pages: Readonly<Record<string, ShopPage>>,
  policy = strictPolicy,
  clinic: ClinicListener = clinicListener(),
): Promise<PlainShop> => {
  const lit = await ownLit();
  let altered: string | null = null;

  /** What stands at a path, and as what. */
  const fileAt = (path: string): readonly [type: string, text: string] | null => {
    const shown = pages[path];
    if (shown)
      return ['text/html', page(shown.lang ?? 'en-GB', shown.head ?? '', shown.body ?? booking)];
    if (path === '/shop.css') return ['text/css', reserved(documentedHeight)];
    if (path === '/lit.js') return ['text/javascript', lit];
    // The package's own modules, for the one door that a page may use without a bundler.
    if (path.startsWith('/esm/'))
      return ['text/javascript', readFileSync(join(root, 'dist', path), 'utf8')];
    for (const [from, said] of [
      [folder, version],
      [otherFolder, otherVersion],
    ] as const)
      if (path.startsWith(`${from}/`) && path.endsWith('.js')) {
        const file = path.slice(from.length + 1);
        const text = script(file) + (file === altered ? ';globalThis.changed = true;' : '');
        // A chunk that was changed would be refused for its hash.
        const isChunk = file.startsWith('chunks/');
        return ['text/javascript', isChunk ? text : text.replaceAll(version, said)];
      }
    return null;
  };

  const server = createServer((request, response) => {
    clinic(request, response, () => {
      const { pathname } = new URL(request.url ?? '/', 'http://shop');
      const [type, text] = fileAt(pathname) ?? ['text/plain', ''];
      response.writeHead(text === '' ? 204 : 200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Access-Control-Allow-Origin': '*',
        ...(type === 'text/html' ? { 'Content-Security-Policy': policy } : {}),
      });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    address,
    alter: (file) => {
      altered = file;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

declare global {
  interface Window {
    /** What the page's policy had to stop. */
    violations: string[];
  }
}

/** Opens a page and keeps what its console, its policy and its network say. */
export const visitPage = async (
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
) => {
  const context = await browser.newContext(options);
  const view: Page = await context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  view.on('console', (message) => said.push(message.text()));
  view.on('pageerror', (error) => said.push(error.message));
  view.on('request', (request) => asked.push(decodeURIComponent(request.url())));
  await view.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await view.goto(address);
  return { context, page: view, said, asked };
};
