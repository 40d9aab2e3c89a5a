/**
 * Plugin of @web/test-runner with the commands that a test cannot run from within its page: keys, text and window size.
 */

import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner';
import type { KeyInput, Page } from 'puppeteer-core';

export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
}

export interface TypedText {
  readonly text: string;
}

/** Size of a page in pixels. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Command that a page sends. */
type Command =
  | { readonly command: 'press-key'; readonly payload: KeyPress }
  | { readonly command: 'type-keys'; readonly payload: TypedText }
  | { readonly command: 'resize-page'; readonly payload: PageSize };

/** The methods of WebdriverIO's browser object that are used here. */
export interface Driver {
  keys(keys: string[]): Promise<void>;
  performActions(actions: readonly object[]): Promise<void>;
  execute<Result>(script: () => Result): Promise<Result>;
  getWindowRect(): Promise<PageSize>;
  setWindowRect(x: null, y: null, width: number, height: number): Promise<unknown>;
}

/** Launcher of a browser that WebDriver drives. */
interface DriverLauncher {
  readonly driver: Driver;
}

/** Launcher of a browser that Puppeteer drives. */
interface PageLauncher {
  getPage(sessionId: string): Page;
}

const isByDriver = (browser: BrowserLauncher): browser is BrowserLauncher & DriverLauncher =>
  browser.type === 'webdriver';

const pageOf = (browser: BrowserLauncher, sessionId: string): Page =>
  (browser as BrowserLauncher & PageLauncher).getPage(sessionId);

/** WebDriver's names of keys, where they differ. Its `Enter` is the key of the number pad. */
const driverKeyNames: Readonly<Record<string, string>> = { Enter: 'Return' };

const pressByDriver = ({ driver }: DriverLauncher, { key, shift }: KeyPress): Promise<void> =>
  // WebdriverIO holds the keys of one call down together.
  driver.keys([...(shift ? ['Shift'] : []), driverKeyNames[key] ?? key]);

const pressByPage = async ({ keyboard }: Page, { key, shift }: KeyPress): Promise<void> => {
  if (shift) await keyboard.down('Shift');
  // WebDriver BiDi, which drives Firefox, does not know Puppeteer's name `Space`.
  await keyboard.press((key === 'Space' ? ' ' : key) as KeyInput);
  if (shift) await keyboard.up('Shift');
};

/** Types one key after another. `driver.keys` would hold them down together. */
const typeByDriver = ({ driver }: DriverLauncher, { text }: TypedText): Promise<void> => {
  const actions = Array.from(text).flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  return driver.performActions([{ type: 'key', id: 'keyboard', actions }]);
};

/**
 * Resizes the window so that the page in it has the given size. WebDriver sets the outer size, with toolbars and
 * borders.
 */
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

/** Plugin that runs the commands of `test/harness/input.ts`. */
export const engineCommands = (): TestRunnerPlugin => ({
  name: 'engine-commands',
  async executeCommand(sent) {
    if (!isOurs(sent)) return undefined;
    const { browser, id } = sent.session;
    await (isByDriver(browser) ? byDriver(browser, sent) : byPage(pageOf(browser, id), sent));
    return true;
  },
});
