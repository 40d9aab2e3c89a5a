import { webkitLauncher } from './scripts/lib/webkit-launcher.mjs';
import { everywhere, reportersOf } from './web-test-runner.config.mjs';

export default {
  ...everywhere,
  browsers: [await webkitLauncher()],
  reporters: reportersOf('webkit'),
};
