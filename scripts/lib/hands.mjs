/** What a test does to the browser and cannot do from within its page: a plugin of the runner, for each engine. */

/** The keys that a driver calls otherwise. The `Enter` of WebDriver is that of the number pad. */
const driversNames = { Enter: 'Return' };

const pressByDriver = ({ driver }, key, shift) =>
  // What a driver is given together is held down together.
  driver.keys([...(shift ? ['Shift'] : []), driversNames[key] ?? key]);

const pressByPage = async ({ keyboard }, key, shift) => {
  if (shift) await keyboard.down('Shift');
  // Puppeteer's own names are not all known to WebDriver BiDi, by which it drives Firefox.
  await keyboard.press(key === 'Space' ? ' ' : key);
  if (shift) await keyboard.up('Shift');
};

/** One key after another: what the runner's own command is given it holds down together. */
const typeByDriver = ({ driver }, text) => {
  const actions = [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  return driver.performActions([{ type: 'key', id: 'keyboard', actions }]);
};

/** Makes the window as large as the page in it is to be, in pixels. A window counts what stands around the page, too. */
export const resizeByDriver = async (driver, { width, height }) => {
  const inner = () => driver.execute(() => [window.innerWidth, window.innerHeight]);
  const [wide, high] = await inner();
  if (wide === width && high === height) return;
  const outer = await driver.getWindowRect();
  await driver.setWindowRect(null, null, outer.width - wide + width, outer.height - high + height);
  const [newWide, newHigh] = await inner();
  if (newWide !== width || newHigh !== height)
    throw new Error(`The page is ${newWide} by ${newHigh}, not ${width} by ${height}.`);
};

const commands = {
  'press-key': (browser, id, { key, shift }) =>
    browser.type === 'webdriver'
      ? pressByDriver(browser, key, shift)
      : pressByPage(browser.getPage(id), key, shift),
  'type-keys': (browser, id, { text }) =>
    browser.type === 'webdriver'
      ? typeByDriver(browser, text)
      : browser.getPage(id).keyboard.type(text),
  'resize-page': (browser, id, size) =>
    browser.type === 'webdriver'
      ? resizeByDriver(browser.driver, size)
      : browser.getPage(id).setViewport(size),
};

export const hands = () => ({
  name: 'hands',
  async executeCommand({ command, payload, session }) {
    const act = commands[command];
    if (!act) return undefined;
    await act(session.browser, session.id, payload);
    return true;
  },
});
