/** The demo's themes, scoped to the live bookings that use them. */
import '@fontsource-variable/cormorant-garamond/wght.css';
import '@fontsource-variable/fredoka/wght.css';
import civic from '../../demo/themes/civic.css?inline';
import luxury from '../../demo/themes/luxury.css?inline';
import playful from '../../demo/themes/playful.css?inline';
import page from './page.css?inline';

const themes = { luxury, civic, playful };

/** The names of the looks: the default one, then the themes. */
export const looks = ['plain', ...Object.keys(themes)];

/** Adds the themes to the page. They style parts alone, as a merchant's style sheet does. */
export const adoptThemes = (): void => {
  const sheet = new CSSStyleSheet();
  const nested = Object.entries(themes).map(
    ([name, css]) => `live-booking[look='${name}'] { ${css} }`,
  );
  sheet.replaceSync([page, ...nested].join('\n'));
  document.adoptedStyleSheets.push(sheet);
};
