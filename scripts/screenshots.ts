/**
 * Takes a screenshot of every state of every step, at three widths, light, dark and in forced colours, in our own look
 * and in the shop's, and lays them out on sheets in `screenshots/`. A word as argument selects the states whose step or
 * name contains it. `--readme` takes the README's picture instead. `--themes` takes the pictures of the demo's themes
 * in `docs` and writes the styles that the tests compare: run it to accept a change of a theme. `--languages` takes
 * every state in Welsh and in the pseudo-locale, which runs from right to left, at two widths.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { format, resolveConfig } from 'prettier';
import { createServer } from 'vite';
import { chromiumArgs, ensureBrowser, findChromium } from '../test/harness/find-browser.js';
import { orExit } from '../tools/process/system-packages.js';
import { announce, root, runScript } from '../tools/process/run.mjs';
import { smallPng } from '../test/harness/small-png.js';
import { languages, setLanguage } from '../test/fixtures/languages.js';
import { applyLook, openState, schemeNames, type StageOptions } from '../test/fixtures/stage.js';
import { everyState, states, type State } from '../test/fixtures/states.js';
import {
  looks as themed,
  lookName as nameOf,
  pictureFile,
  styleFile,
  walkThemes,
} from '../test/fixtures/themes.js';

/** The variant in which a state is shown, and the file of its picture. */
interface Picture extends StageOptions {
  readonly path: string;
}

interface LabelledPicture {
  readonly label: string;
  readonly path: string;
}

const widths = [320, 480, 900];
const looks = ['plain', 'shop'];
const out = join(root, 'screenshots');
const wanted = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? '';
const forReadme = process.argv.includes('--readme');
const ofThemes = process.argv.includes('--themes');
const inLanguages = process.argv.includes('--languages');

const installed = await orExit(ensureBrowser());
announce('Building the script');
const code = await runScript('build', ['--script']);
if (code !== 0) process.exit(code);
const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  mode: 'demo',
  logLevel: 'warn',
  server: { port: 0 },
});
await server.listen();
const shop = server.resolvedUrls?.local[0];
if (shop === undefined) throw new Error('The shop is not served.');
const browser = await chromium.launch({
  executablePath: findChromium() ?? installed,
  args: chromiumArgs(),
});

const take = async (state: State, pictures: readonly Picture[]): Promise<void> => {
  const page = await openState(browser, shop, state);
  for (const picture of pictures) {
    await applyLook(page, picture);
    await page.locator('#stage > *').screenshot({ path: picture.path, animations: 'disabled' });
  }
  await page.context().close();
};

/** Lays pictures out in rows on a sheet, each under its label. */
const layOut = async (
  path: string,
  rows: readonly (readonly LabelledPicture[])[],
): Promise<void> => {
  const page = await browser.newPage({ viewport: { width: 100, height: 100 } });
  const cell = ({ label, path: picture }: LabelledPicture): string =>
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
const sheets: string[] = [];
const named = (...words: readonly (string | number)[]): string =>
  join(out, `${words.join('-').replace(/[^\w.-]+/g, '_')}.png`);

if (ofThemes) {
  const walked = await walkThemes(browser, shop, (_, look, { name }) => {
    announce(`${nameOf(look)}: ${name}`);
  });
  const style = await resolveConfig(join(root, 'package.json'));
  for (const look of themed) {
    const found = walked.get(nameOf(look));
    if (!found) throw new Error(`${nameOf(look)} was not walked.`);
    const { parts, pictures } = found;
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
  const state = states.window.find(({ name }) => name === 'changed, and held');
  if (!state) throw new Error('There is no such state.');
  const pictures = (['light', 'dark'] as const).map((scheme) => ({
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
    const rows = languages.flatMap((language) =>
      [320, 900].map((width) => ({ language, width, pictures: [] as LabelledPicture[] })),
    );
    for (const state of chosen) {
      announce(`${step}: ${state.name}`);
      const page = await openState(browser, shop, state);
      for (const language of languages) {
        await setLanguage(page, language);
        for (const { width, pictures } of rows.filter((row) => row.language === language)) {
          const path = named(step, state.name, language, width);
          await applyLook(page, { look: 'plain', width, scheme: 'light' });
          await page.screenshot({ path, fullPage: true, animations: 'disabled' });
          pictures.push({ label: state.name, path });
        }
      }
      await page.context().close();
    }
    for (const { language, width, pictures } of rows) {
      if (pictures.length === 0) continue;
      const path = named('sheet', step, language, width);
      sheets.push(path);
      await layOut(path, [pictures]);
    }
  }
} else
  for (const [step, list] of Object.entries(everyState)) {
    const chosen = list.filter(({ name }) => `${step} ${name}`.includes(wanted));
    const taken: { readonly label: string; readonly pictures: readonly Picture[] }[] = [];
    for (const state of chosen) {
      announce(`${step}: ${state.name}`);
      const pictures = looks.flatMap((look) =>
        widths.flatMap((width) =>
          schemeNames.map((scheme) => ({
            look,
            width,
            scheme,
            path: named(step, state.name, look, width, scheme),
          })),
        ),
      );
      await take(state, pictures);
      taken.push({ label: state.name, pictures });
    }
    for (const look of looks)
      for (const width of widths)
        for (const scheme of schemeNames) {
          const row = taken.flatMap(({ label, pictures }) =>
            pictures
              .filter(
                (picture) =>
                  picture.look === look && picture.width === width && picture.scheme === scheme,
              )
              .map(({ path }) => ({ label, path })),
          );
          if (row.length === 0) continue;
          const path = named('sheet', step, look, width, scheme);
          await layOut(path, [row]);
          sheets.push(path);
        }
  }

await browser.close();
await server.close();
console.log(`\n${sheets.join('\n') || 'docs/picture.png'}`);
