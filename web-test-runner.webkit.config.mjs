import { webkitLauncher } from './scripts/lib/webkit-launcher.mjs';
import { engineFiles, everywhere, reportersOf } from './web-test-runner.config.mjs';

export default {
  ...everywhere,
  files: engineFiles,
  browsers: [await webkitLauncher()],
  reporters: reportersOf('webkit'),
};
