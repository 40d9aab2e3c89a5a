import { scenarios } from '@ally-health/checkout-booking/mocks';
import {
  chooseWindow,
  enterPostcode,
  fillPatient,
  leadOn,
  seeProblem,
  seeReview,
} from '@ally-health/checkout-booking/testing';
import { expect, test } from '@playwright/test';

test('a time that has gone is chosen anew, and nothing is typed twice', async ({ page }) => {
  await page.goto('/');
  await enterPostcode(page, scenarios['window-gone'].postcode);
  const gone = await chooseWindow(page);
  await fillPatient(page);
  expect(await seeProblem(page)).toContain('That time has just gone');

  expect(await chooseWindow(page)).not.toBe(gone);
  await leadOn(page);
  expect((await seeReview(page)).complete).toBe(true);
});
