/**
 * The version of the relay API. Both sides send it in the header `Ally-Version`. Within a version changes only add: a
 * page ignores properties that it does not know, and the relay removes them.
 */
export const API_VERSION = '1';

export const VERSION_HEADER = 'Ally-Version';
