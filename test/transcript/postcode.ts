import { check, press } from './journey.js';
import type { Journey } from './journey.js';

/** What can come in the way of the postcode. */
export const postcodeJourneys: readonly Journey[] = [
  {
    title: 'No postcode, and half a postcode',
    scenario: 'few-windows',
    async tell({ page, hear, skip }) {
      await skip();
      await hear('Presses “Check postcode”.', () => press(page, 'Check postcode'));
      await hear('Types SW1A and presses “Check postcode”.', () => check(page, 'SW1A'));
      await hear('Types the rest and presses “Check postcode”.', () => check(page));
    },
  },
  {
    title: 'A place we do not visit',
    scenario: 'not-covered',
    attributes: 'notify',
    async tell({ page, hear, skip }) {
      await skip();
      await hear('Types SW1A 1AA and presses “Check postcode”.', () => check(page));
      await hear('Presses “Tell me when you visit here”.', () =>
        press(page, 'Tell me when you visit here'),
      );
    },
  },
  {
    title: 'A place we do not visit just now',
    scenario: 'paused',
    async tell({ page, hear, skip }) {
      await skip();
      await hear('Types SW1A 1AA and presses “Check postcode”.', () => check(page));
    },
  },
  {
    title: 'An answer that takes long',
    scenario: 'few-windows',
    waits: true,
    async tell({ page, hear, skip }) {
      await skip();
      let answer!: () => void;
      const answered = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/ally/coverage', async (route) => {
        await answered;
        await route.continue();
      });
      const ask = async (): Promise<void> => {
        await check(page);
        await page.getByText('Checking…').first().waitFor();
      };
      await hear('Types SW1A 1AA and presses “Check postcode”.', ask, 1);
      const said = page.getByRole('status').filter({ hasText: 'Checking…' });
      await hear('A second passes.', () => said.waitFor(), 1);
      await hear('The answer comes.', async () => {
        answer();
        await page.getByRole('radio').first().waitFor();
      });
    },
  },
  {
    title: 'A service that cannot be reached',
    scenario: 'offline',
    async tell({ page, clinic, hear, skip }) {
      await skip();
      await hear('Types SW1A 1AA and presses “Check postcode”.', async () => {
        await check(page);
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
      await hear('Presses “Try again”, in vain.', async () => {
        await press(page, 'Try again');
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
      await hear('Presses “Try again”, and it answers.', async () => {
        clinic.use('few-windows');
        await press(page, 'Try again');
        await page.getByRole('radio').first().waitFor();
      });
    },
  },
  {
    title: 'A service that was asked too often',
    scenario: 'rate-limited',
    async tell({ page, hear, skip }) {
      await skip();
      await hear('Types SW1A 1AA and presses “Check postcode”.', async () => {
        await check(page);
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
    },
  },
  {
    title: 'A booking that cannot start',
    scenario: 'misconfigured',
    async tell({ page, hear }) {
      await hear('The page is open.', () => page.getByText('Call us').waitFor());
    },
  },
  {
    title: 'The postcode of the shop’s own form',
    scenario: 'few-windows',
    attributes: 'postcode-from="#postcode"',
    before: '<label>Delivery postcode <input id="postcode" /></label>',
    async tell({ page, hear }) {
      await hear('The page is open.', () =>
        page.getByRole('button', { name: 'Use another postcode' }).waitFor(),
      );
      await hear('Types SW1A 1AA into the shop’s field.', async () => {
        await page.getByLabel('Delivery postcode').fill('SW1A 1AA');
        await page.getByRole('radio').first().waitFor();
      });
    },
  },
];
