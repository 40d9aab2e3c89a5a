/** Opens WebKitGTK for the runner, on a screen that nobody sees. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { BrowserLauncher } from '@web/test-runner';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { freePort } from '../../tools/process/free-port.js';
import { resizeByDriver, type Driver } from './engine-commands.js';
import { findWebKit } from './webkit.js';

/** A screen that nobody sees. */
interface Screen {
  readonly screen: ChildProcess;
  readonly display: string;
}

/** What the launcher keeps to itself. */
interface LauncherParts {
  readonly driver: Driver;
  ensureManagerInitialized(): Promise<void>;
}

/** A screen of its own, with a number that it finds itself. */
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
    (answer) => answer.ok,
    () => false,
  );

/** Starts screen and driver; settles with the driver's port when it answers. Both end with this process. */
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

/** The launcher of the runner's configuration, with pages as large as the other engines' are. */
export const webkitLauncher = async (): Promise<BrowserLauncher> => {
  // Not all of these are known to the launcher's types.
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
