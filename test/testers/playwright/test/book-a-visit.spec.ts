import { fillBooking } from '@ally-health/checkout-booking/testing';
import { expect, test } from '@playwright/test';

test('a visit is chosen in the checkout, and booked once the order is paid', async ({ page }) => {
  await page.goto('/');
  const { value, summary } = await fillBooking(page);
  expect(value).not.toBe('');

  await page.getByRole('button', { name: 'Pay' }).click();
  await expect(page.getByText(`Your visit begins at ${summary?.startAt}.`)).toBeVisible();
});
