/** Launches WebKitGTK for @web/test-runner, on a virtual X screen. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { BrowserLauncher } from '@web/test-runner';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { freePort } from '../../tools/process/free-port.js';
import { resizeByDriver, type Driver } from './engine-commands.js';
import { findWebKit } from './webkit.js';

/** Xvfb process and the name of its display. */
interface Screen {
  readonly screen: ChildProcess;
  readonly display: string;
}

/** Private members of @web/test-runner-webdriver's launcher that are used here. */
interface LauncherParts {
  readonly driver: Driver;
  ensureManagerInitialized(): Promise<void>;
}

/** Starts Xvfb, which chooses a free display number. */
const openScreen = async (): Promise<Screen> => {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const started = once(createInterface({ input: screen.stdio[3] as Readable }), 'line');
  const ended = once(screen, 'exit').then(() => []);
  const [number] = (await Promise.race([started, ended])) as readonly string[];
  if (number === undefined) throw new Error('Xvfb did not start.');
  return { screen, display: `:${number}` };
};

const isReachable = (address: string): Promise<boolean> =>
  fetch(address, { signal: AbortSignal.timeout(1_000) }).then(
    (response) => response.ok,
    () => false,
  );

/** Starts the screen and the driver. Resolves with the driver's port when it responds. Both end with this process. */
const startDriver = async (): Promise<number> => {
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
  while (!(await isReachable(`http://127.0.0.1:${String(port)}/status`)))
    if (driver.exitCode !== null) throw new Error('WebKitWebDriver did not start.');
  return port;
};

/** Creates the launcher for the runner's configuration. Its pages have the same size as in the other engines. */
export const webkitLauncher = async (): Promise<BrowserLauncher> => {
  // The launcher's types do not know all of these capabilities.
  const capabilities = {
    browserName: 'MiniBrowser',
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': { binary: findWebKit(), args: ['--automation'] },
  };
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port: await startDriver(),
    path: '/',
    logLevel: 'error',
    capabilities,
  });
  const parts = launcher as unknown as LauncherParts;
  const start = launcher.startSession.bind(launcher);
  launcher.startSession = async (id, url) => {
    await parts.ensureManagerInitialized();
    await resizeByDriver(parts.driver, { width: 800, height: 600 });
    return start(id, url);
  };
  return launcher as BrowserLauncher;
};
