/**
 * The classic script, for tag managers. It is one file, and no other code in it runs before the check for another
 * copy.
 */
import { version } from '../version.js';
import { startOnce } from './singleton.js';

/**
 * The build puts all other code into this function: Lit creates its Trusted Types policy as soon as it is
 * evaluated.
 */
declare const start: () => void;

startOnce(
  version,
  () =>
    new Promise<void>((resolve) => {
      start();
      resolve();
    }),
);
