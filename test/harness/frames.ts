/** Waits until a page has rendered a change. A popover is positioned one frame after the page is resized. */
import type { Page } from 'playwright-core';

/** Waits for two animation frames. */
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

/** Resizes the viewport, and waits until the page is rendered at the new size. */
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
