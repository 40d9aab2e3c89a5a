import { countedIn } from '../plural.js';

/** Makes the words for a number of things. */
export const counted = countedIn('en-GB');
