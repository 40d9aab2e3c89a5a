// @ts-check
/** Configuration of @web/test-runner for `test/browser` in WebKitGTK. */
import { webkitLauncher } from '../harness/webkit-launcher.js';
import { engineFiles, everywhere, reportersOf } from '../../web-test-runner.config.mjs';

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  ...everywhere,
  files: engineFiles,
  browsers: [await webkitLauncher()],
  reporters: reportersOf('webkit'),
};
