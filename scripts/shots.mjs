/**
 * Takes a picture of every state of every step, at three widths, light, dark and in forced colours, in our own
 * look and in the shop's, and lays them out on sheets in `shots/`. With a word, only states whose step or name
 * holds it; with `--readme`, the README's picture.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { chromiumArgs, ensureBrowser, findChromium } from './lib/browser.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { announce, root, run } from './lib/run.mjs';
import { states } from './lib/states.mjs';

const widths = [320, 480, 900];
const schemes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
};
const looks = ['plain', 'shop'];
const out = join(root, 'shots');
const wanted = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '';
const forReadme = process.argv.includes('--readme');

await ensurePackages();
await ensureBrowser();
announce('Building the script');
const code = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--script']);
if (code !== 0) process.exit(code);
const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  mode: 'demo',
  logLevel: 'warn',
  server: { port: 0 },
});
await server.listen();
const [shop] = server.resolvedUrls.local;
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs() });

/** Leaves nothing of the shop on the page but the visit, and dresses it. */
const dress = async (page, { look, width }) => {
  await page.setViewportSize({ width: width + 32, height: 900 });
  await page.evaluate(
    ([look, width]) => {
      for (const sheet of document.styleSheets) sheet.disabled = look === 'plain';
      const visit = document.querySelector('ally-booking');
      const stage = document.querySelector('#stage') ?? document.createElement('div');
      stage.id = 'stage';
      stage.style.cssText = `inline-size:${width}px;margin:16px;${look === 'plain' ? 'font:16px/1.5 system-ui, sans-serif' : ''}`;
      if (!stage.contains(visit)) {
        stage.append(visit);
        document.body.replaceChildren(stage);
      }
    },
    [look, width],
  );
};

const take = async ({ scenario = '', act = async () => undefined }, pictures) => {
  const context = await browser.newContext({ deviceScaleFactor: 1, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-11-23T09:00:00Z'));
  await page.goto(shop);
  const visit = page.locator('ally-booking');
  await page.getByLabel('The clinic behaves like').selectOption(scenario);
  await page.waitForFunction(() => {
    const booking = document.querySelector('ally-booking:defined');
    return booking && !booking.matches(':state(loading)');
  });
  await dress(page, { look: 'plain', width: 480 });
  await act(visit);
  await page.evaluate(() => document.activeElement?.blur());
  for (const picture of pictures) {
    await page.emulateMedia(schemes[picture.scheme]);
    await dress(page, picture);
    await visit.screenshot({ path: picture.path, animations: 'disabled' });
  }
  await context.close();
};

/** Lays pictures out beside each other, under their names. */
const layOut = async (path, rows) => {
  const page = await browser.newPage({ viewport: { width: 100, height: 100 } });
  const cell = ({ label, path: picture }) =>
    `<figure><figcaption>${label}</figcaption><img src="file://${picture}"></figure>`;
  const sheet = join(out, 'sheet.html');
  writeFileSync(
    sheet,
    `<!doctype html><style>
      body { margin: 0; padding: 16px; inline-size: max-content; background: #888; font: 13px system-ui }
      .row { display: flex; gap: 16px; align-items: start; margin-block-end: 16px }
      figure { margin: 0 } figcaption { color: #fff; padding-block: 4px }
      img { display: block; background: Canvas }
    </style>${rows.map((row) => `<div class="row">${row.map(cell).join('')}</div>`).join('')}`,
  );
  await page.goto(`file://${sheet}`);
  await page.locator('body').screenshot({ path });
  await page.close();
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const sheets = [];
const named = (...words) => join(out, `${words.join('-').replace(/[^\w.-]+/g, '_')}.png`);

if (forReadme) {
  const [state] = states.window.filter(({ name }) => name === 'changed, and held');
  const pictures = ['light', 'dark'].map((scheme) => ({
    ...{ scheme, look: 'plain', width: 480 },
    path: named('readme', scheme),
  }));
  await take(state, pictures);
  await layOut(join(root, 'docs', 'picture.png'), [
    pictures.map(({ path, scheme }) => ({ path, label: scheme })),
  ]);
} else
  for (const [step, list] of Object.entries(states)) {
    const chosen = list.filter(({ name }) => `${step} ${name}`.includes(wanted));
    for (const state of chosen) {
      announce(`${step}: ${state.name}`);
      state.pictures = looks.flatMap((look) =>
        widths.flatMap((width) =>
          Object.keys(schemes).map((scheme) => ({
            ...{ look, width, scheme },
            path: named(step, state.name, look, width, scheme),
          })),
        ),
      );
      await take(state, state.pictures);
    }
    for (const look of looks)
      for (const width of widths)
        for (const scheme of Object.keys(schemes)) {
          const row = chosen.map(({ name, pictures }) => ({
            label: name,
            path: pictures.find(
              (picture) =>
                picture.look === look && picture.width === width && picture.scheme === scheme,
            ).path,
          }));
          if (row.length === 0) continue;
          const path = named('sheet', step, look, width, scheme);
          await layOut(path, [row]);
          sheets.push(path);
        }
  }

await browser.close();
await server.close();
console.log(`\n${sheets.join('\n') || 'docs/picture.png'}`);
