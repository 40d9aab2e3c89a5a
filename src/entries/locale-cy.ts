/**
 * Welsh, for pages that bundle the package: importing this adds it at once. No native speaker has reviewed it yet.
 */
import { countedIn } from '../locales/plural.js';
import { appointmentWords } from '../locales/cy.order-page.js';
import { cy as catalogue } from '../locales/cy.js';
import { addLanguage } from '../locales/registry.js';
import type { Words } from '../locales/catalogue.js';

/** The messages: set them as `strings` of a component that is used without `<ally-booking>`. */
export const cy: Words = { ...catalogue(countedIn('cy')), ...appointmentWords };

addLanguage('cy', cy);
