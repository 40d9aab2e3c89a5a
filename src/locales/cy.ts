/** Welsh, for pages that bundle the package: importing this brings it at once. No native speaker has reviewed it yet. */
import { countedIn } from './counted.js';
import { appointmentWords } from './cy/appointment.js';
import { cy as catalogue } from './cy/index.js';
import { addLanguage } from './languages.js';
import type { Words } from './words.js';

/** The words themselves: for a room that is used without its host, as its `strings`. */
export const cy: Words = { ...catalogue(countedIn('cy')), ...appointmentWords };

addLanguage('cy', cy);
