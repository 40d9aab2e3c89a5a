/** Opens WebKitGTK for the runner, on a screen that nobody sees. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { freePort } from './free-port.mjs';
import { resizeByDriver } from './hands.mjs';
import { findWebKit } from './webkit.mjs';

/** A screen of its own, with a number that it finds itself. */
const openScreen = async () => {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const said = once(createInterface({ input: screen.stdio[3] }), 'line');
  const [number] = await Promise.race([said, once(screen, 'exit').then(() => [])]);
  if (number === undefined) throw new Error('Xvfb did not start.');
  return { screen, display: `:${number}` };
};

const answers = (address) =>
  fetch(address, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** Starts screen and driver; settles with the driver's port when it answers. Both end with this process. */
const startDriver = async () => {
  const { screen, display } = await openScreen();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', ['-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
  });
  process.once('exit', () => {
    driver.kill();
    screen.kill();
  });
  while (!(await answers(`http://127.0.0.1:${port}/status`)))
    if (driver.exitCode !== null) throw new Error('WebKitWebDriver did not start.');
  return port;
};

/** The launcher of the runner's configuration, with pages as large as the other engines' are. */
export const webkitLauncher = async () => {
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port: await startDriver(),
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: findWebKit(), args: ['--automation'] },
    },
  });
  const start = launcher.startSession.bind(launcher);
  launcher.startSession = async (id, url) => {
    await launcher.ensureManagerInitialized();
    await resizeByDriver(launcher.driver, { width: 800, height: 600 });
    return start(id, url);
  };
  return launcher;
};
