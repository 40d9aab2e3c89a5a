/** The visit alone on a stage, in any state, look, width and colour scheme: for pictures and comparisons. */
import { placeOrder } from './order-states.mjs';

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
      const visit = document.querySelector('ally-booking, ally-appointment');
      const stage = document.querySelector('#stage') ?? document.createElement('div');
      stage.id = 'stage';
      stage.style.cssText = `inline-size:${width}px;padding:16px;box-sizing:content-box;${look === 'plain' ? 'font:16px/1.5 system-ui, sans-serif' : ''}`;
      if (!stage.contains(visit)) {
        stage.append(visit);
        document.body.replaceChildren(stage);
      }
      document.body.style.margin = 0;
      // What lies behind every page, said aloud: measures cannot see it.
      document.body.style.background = look === 'plain' ? 'Canvas' : '';
      // The themes are the checkout's: the order page wears the same, put on its own element.
      const worn = new CSSStyleSheet();
      const rules = look === 'plain' ? [] : [...theme.sheet.cssRules];
      worn.replaceSync(
        rules.map(({ cssText }) => cssText.replaceAll('ally-booking', 'ally-appointment')).join(''),
      );
      document.adoptedStyleSheets = [worn];
      await document.fonts.ready;
    },
    [look, width],
  );
};

/** Where states are opened: by a clock that stands still, so that what is shown is always the same. */
export const openContext = async (browser) => {
  const context = await browser.newContext({ deviceScaleFactor: 1, reducedMotion: 'reduce' });
  await context.clock.setFixedTime(new Date('2026-11-23T09:00:00Z'));
  return context;
};

/** Opens the shop, or its order page, and leads the visit into a state; in a context of its own unless one is given. */
export const openState = async (browser, shop, state, context) => {
  const { scenario = '', isOrder = false, act = async () => undefined } = state;
  const page = await (context ?? (await openContext(browser))).newPage();
  await page.goto(shop);
  await page.getByLabel('The clinic behaves like').selectOption(scenario);
  await page.waitForFunction(() => {
    const booking = document.querySelector('ally-booking:defined');
    return booking && !booking.matches(':state(loading)');
  });
  if (isOrder)
    await page
      .locator('ally-booking')
      .evaluate(placeOrder, { reads: state.reads, cancels: state.cancels });
  await dress(page, { look: 'plain', width: 480, scheme: 'light' });
  await act(page.locator(isOrder ? 'ally-appointment' : 'ally-booking'));
  await page.evaluate(() => document.activeElement?.blur());
  return page;
};
