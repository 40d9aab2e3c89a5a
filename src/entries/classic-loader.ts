/** The classic script, for tag managers: one file, of which nothing runs before the look for a first copy. */
import { version } from '../version.js';
import { startOnce } from './singleton.js';

/** Where the build puts everything else: Lit names its policy as soon as it is evaluated. */
declare const start: () => void;

startOnce(
  version,
  () =>
    new Promise<void>((resolve) => {
      start();
      resolve();
    }),
);
