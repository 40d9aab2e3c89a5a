import { restFor, type Hands, type HostTag, type Seen } from '../driver.js';
import { missingWords, seenIn, shownIn, unregisteredWords } from './dom.js';
import { readingOf } from '../snapshot.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- Playwright's own types are much wider than what is used. */

/** The part of Playwright's `JSHandle` that is used. */
export interface PlaywrightHandle {
  evaluate(look: (value: any) => any): Promise<any>;
  dispose(): Promise<void>;
}

/** The part of Playwright's `Locator` that is used. */
export interface PlaywrightLocator {
  locator(selector: string): PlaywrightLocator;
  first(): PlaywrightLocator;
  count(): Promise<number>;
  waitFor(options?: { timeout?: number }): Promise<void>;
  evaluate(look: (element: any) => any): Promise<any>;
  evaluateHandle(
    look: (element: any, selector: any) => any,
    selector: any,
  ): Promise<PlaywrightHandle>;
  fill(text: string, options?: { timeout?: number }): Promise<void>;
  click(options?: { timeout?: number }): Promise<void>;
}

/* eslint-enable @typescript-eslint/no-explicit-any */

/** The part of Playwright's `Page`, `Frame` and `FrameLocator` that is used. The one element in it is found. */
export interface PlaywrightPage {
  locator(selector: string): PlaywrightLocator;
}

/** A page, or a locator of the element itself. */
export type InPlaywright = PlaywrightPage | PlaywrightLocator;

/** Creates a driver that uses Playwright, from outside the page. */
export const handsInPlaywright = (where: InPlaywright, tag: HostTag): Hands => {
  const host = 'waitFor' in where ? where : where.locator(tag);
  const first = (selector: string): PlaywrightLocator =>
    host.locator(`css=${selector} >> visible=true`).first();
  return {
    tag,
    async missing() {
      const count = await host.count();
      if (count !== 1) return missingWords(tag, count);
      const isDefined = (await host.evaluate((element: Element) =>
        element.matches(':defined'),
      )) as boolean;
      return isDefined ? null : unregisteredWords(tag);
    },
    async see(selector) {
      if ((await host.count()) !== 1) return [];
      const shown = await host.evaluateHandle(shownIn, selector);
      const seen = (await shown.evaluate(seenIn)) as Seen[];
      await shown.dispose();
      return seen;
    },
    type: (selector, text, timeout) => first(selector).fill(text, { timeout }),
    press: (selector, timeout) => first(selector).click({ timeout }),
    read: () => host.evaluate(readingOf) as ReturnType<typeof readingOf>,
    rest: () => restFor(50),
  };
};
