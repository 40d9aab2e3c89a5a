import { checkPostcode, press } from './journey.js';
import type { Journey } from './journey.js';

/** Journeys with problems in the postcode step. */
export const postcodeJourneys: readonly Journey[] = [
  {
    title: 'No postcode, and half a postcode',
    scenario: 'few-windows',
    async run({ page, record, skip }) {
      await skip();
      await record('Presses “Check postcode”.', () => press(page, 'Check postcode'));
      await record('Types SW1A and presses “Check postcode”.', () => checkPostcode(page, 'SW1A'));
      await record('Types the rest and presses “Check postcode”.', () => checkPostcode(page));
    },
  },
  {
    title: 'A place we do not visit',
    scenario: 'not-covered',
    attributes: 'notify',
    async run({ page, record, skip }) {
      await skip();
      await record('Types SW1A 1AA and presses “Check postcode”.', () => checkPostcode(page));
      await record('Presses “Tell me when you visit here”.', () =>
        press(page, 'Tell me when you visit here'),
      );
    },
  },
  {
    title: 'A place we do not visit just now',
    scenario: 'paused',
    async run({ page, record, skip }) {
      await skip();
      await record('Types SW1A 1AA and presses “Check postcode”.', () => checkPostcode(page));
    },
  },
  {
    title: 'An answer that takes long',
    scenario: 'few-windows',
    waits: true,
    async run({ page, record, skip }) {
      await skip();
      let respond!: () => void;
      const released = new Promise<void>((resolve) => (respond = resolve));
      await page.route('**/ally/coverage', async (route) => {
        await released;
        await route.continue();
      });
      const submit = async (): Promise<void> => {
        await checkPostcode(page);
        await page.getByText('Checking…').first().waitFor();
      };
      await record('Types SW1A 1AA and presses “Check postcode”.', submit, 1);
      const status = page.getByRole('status').filter({ hasText: 'Checking…' });
      await record('A second passes.', () => status.waitFor(), 1);
      await record('The answer comes.', async () => {
        respond();
        await page.getByRole('radio').first().waitFor();
      });
    },
  },
  {
    title: 'A service that cannot be reached',
    scenario: 'offline',
    async run({ page, clinic, record, skip }) {
      await skip();
      await record('Types SW1A 1AA and presses “Check postcode”.', async () => {
        await checkPostcode(page);
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
      await record('Presses “Try again”, in vain.', async () => {
        await press(page, 'Try again');
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
      await record('Presses “Try again”, and it answers.', async () => {
        clinic.use('few-windows');
        await press(page, 'Try again');
        await page.getByRole('radio').first().waitFor();
      });
    },
  },
  {
    title: 'A service that was asked too often',
    scenario: 'rate-limited',
    async run({ page, record, skip }) {
      await skip();
      await record('Types SW1A 1AA and presses “Check postcode”.', async () => {
        await checkPostcode(page);
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
    },
  },
  {
    title: 'A booking that cannot start',
    scenario: 'misconfigured',
    async run({ page, record }) {
      await record('The page is open.', () => page.getByText('Call us').waitFor());
    },
  },
  {
    title: 'The postcode of the shop’s own form',
    scenario: 'few-windows',
    attributes: 'postcode-from="#postcode"',
    before: '<label>Delivery postcode <input id="postcode" /></label>',
    async run({ page, record }) {
      await record('The page is open.', () =>
        page.getByRole('button', { name: 'Use another postcode' }).waitFor(),
      );
      await record('Types SW1A 1AA into the shop’s field.', async () => {
        await page.getByLabel('Delivery postcode').fill('SW1A 1AA');
        await page.getByRole('radio').first().waitFor();
      });
    },
  },
];
