/** Waits until a page has drawn what was changed: a popover is placed in the frame after its page's size. */
import type { Page } from 'playwright-core';

/** Lets two frames be drawn. */
export const nextFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            resolve();
          });
        });
      }),
  );

/** Gives the page another size, and waits until it is laid out and drawn in it. */
export const resizePage = async (
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> => {
  await page.setViewportSize(size);
  await page.waitForFunction(
    ({ width, height }) => innerWidth === width && innerHeight === height,
    size,
  );
  await nextFrames(page);
};
