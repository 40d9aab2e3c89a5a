import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clinicListener } from '../../src/mocks/node.js';
import { launchBrowser } from '../support/browser.js';

const dist = join(import.meta.dirname, '..', '..', 'dist');

const policy = (cdn: string): string =>
  [
    "default-src 'none'",
    `script-src ${cdn}`,
    "style-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types ally-booking',
  ].join('; ');

const page = (cdn: string): string => `<!doctype html>
<html lang="en-GB">
  <head>
    <title>Checkout</title>
    <script type="module" src="${cdn}/ally-booking.js" crossorigin></script>
    <script type="module" src="${cdn}/ally-booking.js" crossorigin></script>
  </head>
  <body>
    <form>
      <ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"></ally-booking>
    </form>
  </body>
</html>`;

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    });
  });

let browser: Browser;
let cdn: Server;
let shop: Server;
let shopAddress: string;

beforeAll(async () => {
  browser = await launchBrowser();
  cdn = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://cdn');
    response.setHeader('Content-Type', 'text/javascript');
    response.setHeader('Access-Control-Allow-Origin', '*');
    createReadStream(join(dist, pathname)).pipe(response);
  });
  const cdnAddress = await listen(cdn);
  const clinic = clinicListener();
  shop = createServer((request, response) => {
    clinic(request, response, () => {
      if (request.url === '/favicon.ico') {
        response.writeHead(204).end();
        return;
      }
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('Content-Security-Policy', policy(cdnAddress));
      response.end(page(cdnAddress));
    });
  });
  shopAddress = await listen(shop);
});

afterAll(async () => {
  await browser.close();
  cdn.close();
  shop.close();
});

it('works from another origin under the strictest policy, its tag there twice, without a violation', async () => {
  const context = await browser.newContext();
  const view = await context.newPage();
  const said: string[] = [];
  view.on('console', (message) => said.push(message.text()));
  view.on('pageerror', (error) => said.push(error.message));
  await view.goto(shopAddress);
  await view.getByLabel('Postcode').fill('SW1A 1AA');
  await view.getByRole('button', { name: 'Check postcode' }).click();
  await view.getByRole('radio').first().check();
  await view.getByRole('button', { name: 'Continue' }).click();
  await view.getByRole('button', { name: 'Continue' }).click();
  await view.getByText('There is a problem').waitFor();
  expect(await view.evaluate(() => document.cookie + String(localStorage.length))).toBe('0');
  expect(said).toEqual([]);
  await context.close();
});
