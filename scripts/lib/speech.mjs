/** The visit on a stage in another language than English: Welsh, or the one that nobody speaks, from right to left. */
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './run.mjs';

export const languages = ['cy', 'pseudo'];

let script;

/** The words that nobody speaks, as a script: they are no part of what is shipped. */
const pseudoScript = async () => {
  const entry = join(root, 'test', 'support', 'pseudo.ts');
  const [output] = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'pseudo' } },
  });
  return output.output[0].code;
};

const speakWelsh = async (page) => {
  await page.evaluate(() => {
    document.documentElement.lang = 'cy';
  });
  await page.locator('ally-booking [lang=cy]').first().waitFor({ state: 'attached' });
};

const speakPseudo = async (page) => {
  script ??= await pseudoScript();
  await page.addScriptTag({ content: script });
  await page.evaluate(() => {
    document.querySelector('ally-booking').strings = globalThis.pseudo.pseudoWords;
    document.documentElement.dir = 'rtl';
  });
};

/** Changes the language of a page on which the visit stands already. */
export const speak = async (page, language) => {
  await (language === 'cy' ? speakWelsh(page) : speakPseudo(page));
  // The rooms are drawn after their host, and the calendar after its room.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
};
