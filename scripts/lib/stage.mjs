/** The visit alone on a stage, in any state, look, width and colour scheme: for pictures and comparisons. */

/** How the browser is set for each of them. */
export const schemes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
};

/** Leaves nothing of the shop on the page but the visit, and dresses it. */
export const dress = async (page, { look, width, scheme }) => {
  await page.emulateMedia(schemes[scheme]);
  // What lies under the pointer looks otherwise.
  await page.mouse.move(0, 0);
  await page.setViewportSize({ width: width + 32, height: 900 });
  await page.evaluate(
    async ([look, width]) => {
      document.documentElement.dataset.look = look;
      const theme = document.querySelector('#theme');
      const address = `./themes/${look}.css`;
      if (look !== 'plain' && theme.getAttribute('href') !== address)
        await new Promise((resolve) => {
          theme.addEventListener('load', resolve, { once: true });
          theme.href = address;
        });
      for (const sheet of document.styleSheets) sheet.disabled = look === 'plain';
      const visit = document.querySelector('ally-booking');
      const stage = document.querySelector('#stage') ?? document.createElement('div');
      stage.id = 'stage';
      stage.style.cssText = `inline-size:${width}px;padding:16px;box-sizing:content-box;${look === 'plain' ? 'font:16px/1.5 system-ui, sans-serif' : ''}`;
      if (!stage.contains(visit)) {
        stage.append(visit);
        document.body.replaceChildren(stage);
      }
      document.body.style.margin = 0;
      await document.fonts.ready;
    },
    [look, width],
  );
};

/** Opens the shop and leads the visit into a state. */
export const openState = async (browser, shop, { scenario = '', act = async () => undefined }) => {
  const context = await browser.newContext({ deviceScaleFactor: 1, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-11-23T09:00:00Z'));
  await page.goto(shop);
  const visit = page.locator('ally-booking');
  await page.getByLabel('The clinic behaves like').selectOption(scenario);
  await page.waitForFunction(() => {
    const booking = document.querySelector('ally-booking:defined');
    return booking && !booking.matches(':state(loading)');
  });
  await dress(page, { look: 'plain', width: 480, scheme: 'light' });
  await act(visit);
  await page.evaluate(() => document.activeElement?.blur());
  return page;
};
