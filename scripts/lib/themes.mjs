/**
 * What each of the demo's themes makes of every part, and pictures of it: written by `npm run shots -- --themes`,
 * and compared by a test, so that no theme changes unless it is meant to.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { root } from './run.mjs';
import { dress, openContext, openState } from './stage.mjs';
import { states } from './states.mjs';

/** A theme in each colour scheme that it has. */
export const looks = [
  { look: 'shop', scheme: 'light' },
  { look: 'shop', scheme: 'dark' },
  { look: 'luxury', scheme: 'dark' },
  { look: 'civic', scheme: 'light' },
  { look: 'playful', scheme: 'light' },
  { look: 'playful', scheme: 'dark' },
];

export const named = ({ look, scheme }) => `${look}-${scheme}`;

const state = (step, name) => states[step].find((one) => one.name === name);

/** Between them they show nearly every part. */
export const themeStates = [
  state('postcode', 'nothing entered'),
  state('postcode', 'not covered'),
  state('window', 'changed, and held'),
  state('window', 'prices'),
  state('window', 'very many: dates first'),
  state('window', 'calendar'),
  state('patient', 'nothing answered'),
  state('patient', 'two consents, addresses looked up'),
  state('review', 'to be booked'),
  state('review', 'booked'),
];

const pictured = state('window', 'changed, and held');
/** The narrowest page, and a wide one. The shop's letters are its reader's own: no picture is like another. */
export const pictureWidthsOf = ({ look }) => (look === 'shop' ? [] : [320, 900]);

export const pictureFile = (look, width) =>
  join(root, 'docs', 'themes', `${named(look)}-${width}.png`);

export const styleFile = (look) => join(root, 'test', 'pages', 'themes', `${named(look)}.json`);

/** The styles of every part that is shown: what a theme can change and an eye can see. */
const stylesOn = (page) =>
  page.evaluate(() => {
    /** Properties, and the value at which they do nothing. */
    const properties = [
      ['color', ''],
      ['background-color', '#00000000'],
      ['background-image', 'none'],
      ['border-radius', '0px'],
      ['border-width', '0px'],
      ['border-style', 'none'],
      ['border-color', ''],
      ['padding', '0px'],
      ['outline-width', '0px'],
      ['outline-style', 'none'],
      ['outline-offset', '0px'],
      ['box-shadow', 'none'],
      ['min-height', '0px'],
      ['opacity', '1'],
      ['transform', 'none'],
      ['translate', 'none'],
      ['font-family', ''],
      ['font-size', ''],
      ['font-weight', '400'],
      ['font-style', 'normal'],
      ['font-size-adjust', 'none'],
      ['letter-spacing', 'normal'],
      ['text-transform', 'none'],
      ['text-decoration-line', 'none'],
      ['text-decoration-thickness', 'auto'],
    ];
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    /** Browsers write colours in many ways: here as they are painted. */
    const painted = (colour) => {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const bytes = [...pen.getImageData(0, 0, 1, 1).data];
      return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    };
    const plainly = (value) =>
      value
        .replaceAll(/(?:rgba?|hsla?|color|oklab|oklch|lab|lch)\([^()]*\)/g, painted)
        .replaceAll(/\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));

    const found = {};
    const walk = (shown) => {
      for (const element of shown.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (element.part.length === 0 || !element.checkVisibility()) continue;
        const computed = getComputedStyle(element);
        const says = properties.flatMap(([property, idle]) => {
          const value = plainly(computed.getPropertyValue(property));
          const unseen =
            (property.startsWith('border-') &&
              property !== 'border-radius' &&
              computed.borderWidth === '0px') ||
            (property.startsWith('outline') && computed.outlineStyle === 'none');
          return value === idle || unseen ? [] : [`${property}: ${value}`];
        });
        const name = [...element.part].join(' ');
        (found[name] ??= new Set()).add(says.join('; '));
      }
    };
    walk(document.querySelector('ally-booking').shadowRoot);
    return Object.fromEntries(Object.entries(found).map(([name, set]) => [name, [...set]]));
  });

/**
 * Leads a visit into every state and shows it in each of these looks. Returns, by look: each part with its
 * styles, and the pictures by their width. `alongside` may look at the page meanwhile.
 */
export const walkThemes = async (
  browser,
  shop,
  alongside = async () => undefined,
  shown = looks,
) => {
  const walked = new Map(shown.map((look) => [named(look), { parts: {}, pictures: new Map() }]));
  const context = await openContext(browser);
  for (const one of themeStates) {
    const page = await openState(browser, shop, one, context);
    for (const look of shown) {
      const { parts, pictures } = walked.get(named(look));
      await dress(page, { ...look, width: 480 });
      for (const [name, styles] of Object.entries(await stylesOn(page)))
        parts[name] = [...new Set([...(parts[name] ?? []), ...styles])].sort();
      await alongside(page, look, one);
      if (one !== pictured) continue;
      for (const width of pictureWidthsOf(look)) {
        await dress(page, { ...look, width });
        pictures.set(width, await page.locator('#stage').screenshot({ animations: 'disabled' }));
      }
    }
    await page.close();
  }
  await context.close();
  for (const found of walked.values())
    found.parts = Object.fromEntries(
      Object.entries(found.parts).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return walked;
};

const propertiesIn = (styles) => new Map(styles.split('; ').map((said) => said.split(': ')));

/** What has become of one part, property by property. */
const changesOf = (was, is) => {
  const [before, now] = [propertiesIn(was), propertiesIn(is)];
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((name) => before.get(name) !== now.get(name))
    .map((name) => `${name} was ${before.get(name) ?? 'not there'}, is ${now.get(name) ?? 'gone'}`);
};

/** Every difference between the parts of a look as they were accepted and as they are, in words. */
export const differences = (accepted, found) =>
  [...new Set([...Object.keys(accepted), ...Object.keys(found)])].sort().flatMap((name) => {
    const gone = (accepted[name] ?? []).filter((style) => !(found[name] ?? []).includes(style));
    const come = (found[name] ?? []).filter((style) => !(accepted[name] ?? []).includes(style));
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => {
      const part = `::part(${name})`;
      if (gone[index] === undefined) return `${part} also has: ${come[index]}`;
      if (come[index] === undefined) return `${part} no longer has: ${gone[index]}`;
      return `${part}: ${changesOf(gone[index], come[index]).join(', ')}`;
    });
  });

/** How coarsely pictures are compared: letters are drawn otherwise on every machine, boxes are not. */
const coarseness = 4;

/** The share of two pictures that an eye sees to differ, from 0 to 1. */
export const unlikeness = async (browser, one, other) => {
  const page = await browser.newPage();
  const [first, second] = await page.evaluate(
    ([pictures, coarseness]) =>
      Promise.all(
        pictures.map(async (picture) => {
          const image = new Image();
          image.src = `data:image/png;base64,${picture}`;
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = Math.round(image.width / coarseness);
          canvas.height = Math.round(image.height / coarseness);
          const pen = canvas.getContext('2d', { willReadFrequently: true });
          pen.imageSmoothingQuality = 'high';
          pen.drawImage(image, 0, 0, canvas.width, canvas.height);
          const { width, height, data } = pen.getImageData(0, 0, canvas.width, canvas.height);
          return { width, height, data: [...data] };
        }),
      ),
    [[one, other].map((picture) => picture.toString('base64')), coarseness],
  );
  await page.close();
  if (first.width !== second.width || Math.abs(first.height - second.height) > 2) return 1;
  const height = Math.min(first.height, second.height);
  const pixels = first.width * height;
  const [a, b] = [first, second].map(({ data }) => Uint8Array.from(data.slice(0, pixels * 4)));
  return pixelmatch(a, b, undefined, first.width, height, { threshold: 0.1 }) / pixels;
};

export const acceptedStyles = (look) => JSON.parse(readFileSync(styleFile(look), 'utf8'));
export const acceptedPicture = (look, width) => readFileSync(pictureFile(look, width));
