/**
 * Takes a picture of every state of every step, at three widths, light, dark and in forced colours, in our own
 * look and in the shop's, and lays them out on sheets in `shots/`. With a word, only states whose step or name
 * holds it; with `--readme`, the README's picture; with `--themes`, the pictures of the demo's themes in `docs` and
 * what the tests hold them to: that is how a change of a theme is accepted. With `--languages`, every state in Welsh
 * and in the language that nobody speaks, from right to left, at two widths.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { format, resolveConfig } from 'prettier';
import { createServer } from 'vite';
import { chromiumArgs, ensureBrowser, findChromium } from './lib/browser.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { orExit } from './lib/system-packages.mjs';
import { announce, root, run } from './lib/run.mjs';
import { smallPng } from './lib/small-png.mjs';
import { languages, speak } from './lib/speech.mjs';
import { dress, openState, schemes } from './lib/stage.mjs';
import { everyState, states } from './lib/states.mjs';
import {
  looks as themed,
  named as nameOf,
  pictureFile,
  styleFile,
  walkThemes,
} from './lib/themes.mjs';

const widths = [320, 480, 900];
const looks = ['plain', 'shop'];
const out = join(root, 'shots');
const wanted = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '';
const forReadme = process.argv.includes('--readme');
const ofThemes = process.argv.includes('--themes');
const inLanguages = process.argv.includes('--languages');

await ensurePackages();
await orExit(ensureBrowser());
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

const take = async (state, pictures) => {
  const page = await openState(browser, shop, state);
  for (const picture of pictures) {
    await dress(page, picture);
    await page.locator('#stage > *').screenshot({ path: picture.path, animations: 'disabled' });
  }
  await page.context().close();
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

if (ofThemes) {
  const walked = await walkThemes(browser, shop, (_, look, { name }) =>
    announce(`${nameOf(look)}: ${name}`),
  );
  const style = await resolveConfig(join(root, 'package.json'));
  for (const look of themed) {
    const { parts, pictures } = walked.get(nameOf(look));
    mkdirSync(dirname(styleFile(look)), { recursive: true });
    writeFileSync(
      styleFile(look),
      await format(JSON.stringify(parts), { ...style, parser: 'json' }),
    );
    for (const [width, picture] of pictures) {
      mkdirSync(dirname(pictureFile(look, width)), { recursive: true });
      writeFileSync(pictureFile(look, width), await smallPng(browser, picture));
      sheets.push(pictureFile(look, width));
    }
  }
} else if (forReadme) {
  const [state] = states.window.filter(({ name }) => name === 'changed, and held');
  const pictures = ['light', 'dark'].map((scheme) => ({
    scheme,
    look: 'plain',
    width: 480,
    path: named('readme', scheme),
  }));
  await take(state, pictures);
  await layOut(join(root, 'docs', 'picture.png'), [
    pictures.map(({ path, scheme }) => ({ path, label: scheme })),
  ]);
} else if (inLanguages) {
  for (const [step, list] of Object.entries(states)) {
    const chosen = list.filter(({ name }) => `${step} ${name}`.includes(wanted));
    const rows = new Map(
      languages.flatMap((language) => [320, 900].map((width) => [`${language}-${width}`, []])),
    );
    for (const state of chosen) {
      announce(`${step}: ${state.name}`);
      const page = await openState(browser, shop, state);
      for (const language of languages) {
        await speak(page, language);
        for (const width of [320, 900]) {
          const path = named(step, state.name, language, width);
          await dress(page, { look: 'plain', width, scheme: 'light' });
          await page.screenshot({ path, fullPage: true, animations: 'disabled' });
          rows.get(`${language}-${width}`).push({ label: state.name, path });
        }
      }
      await page.context().close();
    }
    for (const [row, pictures] of rows) {
      if (pictures.length === 0) continue;
      sheets.push(named('sheet', step, row));
      await layOut(sheets.at(-1), [pictures]);
    }
  }
} else
  for (const [step, list] of Object.entries(everyState)) {
    const chosen = list.filter(({ name }) => `${step} ${name}`.includes(wanted));
    for (const state of chosen) {
      announce(`${step}: ${state.name}`);
      state.pictures = looks.flatMap((look) =>
        widths.flatMap((width) =>
          Object.keys(schemes).map((scheme) => ({
            look,
            width,
            scheme,
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
