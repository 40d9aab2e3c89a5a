import {
  fillPatient,
  checkPostcode,
  chooseFirstWindow,
  press,
  select,
  toPatient,
  toReview,
  toWindows,
  showPage,
} from './journey.js';
import type { Journey } from './journey.js';

/** Journeys with problems in the window step. */
export const windowJourneys: readonly Journey[] = [
  {
    title: 'No time selected',
    scenario: 'few-windows',
    async run(context) {
      const { page, record } = context;
      await toWindows(context);
      await record('Presses “Continue”.', () => press(page, 'Continue'));
      await record('Selects a time.', () => select(page.getByRole('radio').first()));
    },
  },
  {
    title: 'No times free',
    scenario: 'no-windows',
    attributes: 'notify',
    async run({ page, record, skip }) {
      await skip();
      await record('Types SW1A 1AA and presses “Check postcode”.', () => checkPostcode(page));
      await record('Presses “Look again”.', () => press(page, 'Look again'));
      await record('Presses “Tell me when times come free”.', () =>
        press(page, 'Tell me when times come free'),
      );
    },
  },
  {
    title: 'A time that goes before it is kept for the order',
    scenario: 'window-gone',
    async run(context) {
      const { page, record } = context;
      await toPatient(context);
      await record('Answers every question and presses “Continue”.', async () => {
        await fillPatient(page);
        await press(page, 'Continue');
        await page.getByRole('button', { name: 'Show all times' }).waitFor();
      });
      await record('Selects the first of the nearest and presses “Continue”.', () =>
        chooseFirstWindow(page),
      );
    },
  },
  {
    title: 'A time that goes before it is booked',
    scenario: 'window-gone-at-booking',
    attributes: 'mode="instant"',
    async run(context) {
      const { page, record } = context;
      await toReview(context);
      await record('Presses “Book this visit”.', async () => {
        await press(page, 'Book this visit');
        await page.getByRole('button', { name: 'Show all times' }).waitFor();
      });
    },
  },
  {
    title: 'A hold that ends, and is taken up again',
    scenario: 'few-windows',
    async run(context) {
      const { page, record, passMinutes } = context;
      await toPatient(context);
      await record('Eight minutes pass.', async () => {
        await passMinutes(8);
        await showPage(page);
      });
      await record('Two more minutes pass.', async () => {
        await passMinutes(2);
        await showPage(page);
      });
    },
  },
  {
    title: 'A hold that ends, and the time goes',
    scenario: 'hold-lapses-gone',
    async run(context) {
      const { page, record, passMinutes } = context;
      await toPatient(context);
      await record('A minute passes.', async () => {
        await passMinutes(1);
        await showPage(page);
        await page.getByRole('button', { name: 'Show all times' }).waitFor();
      });
    },
  },
  {
    title: 'Times that cannot be looked up',
    scenario: 'few-windows',
    async run(context) {
      const { page, clinic, record } = context;
      await toWindows(context);
      clinic.use('offline');
      await record('Presses “Show later dates”.', async () => {
        await press(page, 'Show later dates');
        await page.getByText('We could not look for later dates').waitFor();
      });
    },
  },
];
