/** The demo's themes, each for the live bookings that wear it. */
import '@fontsource-variable/cormorant-garamond/wght.css';
import '@fontsource-variable/fredoka/wght.css';
import civic from '../../demo/themes/civic.css?inline';
import luxury from '../../demo/themes/luxury.css?inline';
import playful from '../../demo/themes/playful.css?inline';
import page from './page.css?inline';

const themes = { luxury, civic, playful };

/** As it comes, then the themes. */
export const looks = ['plain', ...Object.keys(themes)];

/** Puts the themes into the page, once: they are a merchant's styles, and reach parts alone. */
export const bringLooks = (): void => {
  const sheet = new CSSStyleSheet();
  const nested = Object.entries(themes).map(
    ([name, css]) => `live-booking[look='${name}'] { ${css} }`,
  );
  sheet.replaceSync([page, ...nested].join('\n'));
  document.adoptedStyleSheets.push(sheet);
};
