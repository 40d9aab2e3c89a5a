/** What a test does to the browser and cannot do from within its page: a plugin of the runner, for each engine. */

import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner';
import type { KeyInput, Page } from 'puppeteer-core';

/** A key to be pressed. */
export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
}

/** Text to be typed. */
export interface TypedText {
  readonly text: string;
}

/** The size of a page, in pixels. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** A command as a page sends it. */
type Command =
  | { readonly command: 'press-key'; readonly payload: KeyPress }
  | { readonly command: 'type-keys'; readonly payload: TypedText }
  | { readonly command: 'resize-page'; readonly payload: PageSize };

/** What is used of the driver of a browser, WebdriverIO's. */
export interface Driver {
  keys(keys: string[]): Promise<void>;
  performActions(actions: readonly object[]): Promise<void>;
  execute<Result>(script: () => Result): Promise<Result>;
  getWindowRect(): Promise<PageSize>;
  setWindowRect(x: null, y: null, width: number, height: number): Promise<unknown>;
}

/** The runner's launcher of a browser that is driven by WebDriver. */
interface DriverLauncher {
  readonly driver: Driver;
}

/** The runner's launcher of a browser that Puppeteer drives. */
interface PageLauncher {
  getPage(sessionId: string): Page;
}

const isByDriver = (browser: BrowserLauncher): browser is BrowserLauncher & DriverLauncher =>
  browser.type === 'webdriver';

const pageOf = (browser: BrowserLauncher, sessionId: string): Page =>
  (browser as BrowserLauncher & PageLauncher).getPage(sessionId);

/** The keys that a driver calls otherwise. The `Enter` of WebDriver is that of the number pad. */
const driverKeyNames: Readonly<Record<string, string>> = { Enter: 'Return' };

const pressByDriver = ({ driver }: DriverLauncher, { key, shift }: KeyPress): Promise<void> =>
  // What a driver is given together is held down together.
  driver.keys([...(shift ? ['Shift'] : []), driverKeyNames[key] ?? key]);

const pressByPage = async ({ keyboard }: Page, { key, shift }: KeyPress): Promise<void> => {
  if (shift) await keyboard.down('Shift');
  // Puppeteer's own names are not all known to WebDriver BiDi, by which it drives Firefox.
  await keyboard.press((key === 'Space' ? ' ' : key) as KeyInput);
  if (shift) await keyboard.up('Shift');
};

/** One key after another: what the runner's own command is given it holds down together. */
const typeByDriver = ({ driver }: DriverLauncher, { text }: TypedText): Promise<void> => {
  const actions = Array.from(text).flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  return driver.performActions([{ type: 'key', id: 'keyboard', actions }]);
};

/** Makes the window as large as the page in it is to be, in pixels. A window counts what stands around the page, too. */
export const resizeByDriver = async (
  driver: Driver,
  { width, height }: PageSize,
): Promise<void> => {
  const inner = (): Promise<readonly [number, number]> =>
    driver.execute(() => [window.innerWidth, window.innerHeight] as const);
  const [wide, high] = await inner();
  if (wide === width && high === height) return;
  const outer = await driver.getWindowRect();
  await driver.setWindowRect(null, null, outer.width - wide + width, outer.height - high + height);
  const [newWide, newHigh] = await inner();
  if (newWide !== width || newHigh !== height)
    throw new Error(
      `The page is ${String(newWide)} by ${String(newHigh)}, not ${String(width)} by ${String(height)}.`,
    );
};

const isOurs = (sent: { readonly command: string }): sent is Command =>
  ['press-key', 'type-keys', 'resize-page'].includes(sent.command);

const byDriver = (browser: DriverLauncher, { command, payload }: Command): Promise<void> => {
  switch (command) {
    case 'press-key':
      return pressByDriver(browser, payload);
    case 'type-keys':
      return typeByDriver(browser, payload);
    case 'resize-page':
      return resizeByDriver(browser.driver, payload);
  }
};

const byPage = (page: Page, { command, payload }: Command): Promise<void> => {
  switch (command) {
    case 'press-key':
      return pressByPage(page, payload);
    case 'type-keys':
      return page.keyboard.type(payload.text);
    case 'resize-page':
      return page.setViewport(payload);
  }
};

/** The plugin that carries out the commands of `test/harness/input.ts`. */
export const engineCommands = (): TestRunnerPlugin => ({
  name: 'engine-commands',
  async executeCommand(sent) {
    if (!isOurs(sent)) return undefined;
    const { browser, id } = sent.session;
    await (isByDriver(browser) ? byDriver(browser, sent) : byPage(pageOf(browser, id), sent));
    return true;
  },
});
