/** Welsh, for pages that bundle the package: importing this brings it at once. No native speaker has reviewed it yet. */
import { countedIn } from '../locales/plural.js';
import { appointmentWords } from '../locales/cy.order-page.js';
import { cy as catalogue } from '../locales/cy.js';
import { addLanguage } from '../locales/registry.js';
import type { Words } from '../locales/catalogue.js';

/** The words themselves: for a room that is used without its host, as its `strings`. */
export const cy: Words = { ...catalogue(countedIn('cy')), ...appointmentWords };

addLanguage('cy', cy);
