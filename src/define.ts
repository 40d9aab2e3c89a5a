/** Registers the elements once, in a page that bundles the package. */
import { version } from './components/version.js';
import { register } from './register.js';
import { startOnce } from './single-copy.js';

startOnce(version, () => {
  register();
  return Promise.resolve();
});
