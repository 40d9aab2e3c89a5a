import {
  answer,
  check,
  choose,
  press,
  select,
  toPatient,
  toReview,
  toWindows,
  wake,
} from './journey.js';
import type { Journey } from './journey.js';

/** What can come in the way of a time. */
export const windowJourneys: readonly Journey[] = [
  {
    title: 'No time selected',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear } = told;
      await toWindows(told);
      await hear('Presses “Continue”.', () => press(page, 'Continue'));
      await hear('Selects a time.', () => select(page.getByRole('radio').first()));
    },
  },
  {
    title: 'No times free',
    scenario: 'no-windows',
    attributes: 'notify',
    async tell({ page, hear, skip }) {
      await skip();
      await hear('Types SW1A 1AA and presses “Check postcode”.', () => check(page));
      await hear('Presses “Look again”.', () => press(page, 'Look again'));
      await hear('Presses “Tell me when times come free”.', () =>
        press(page, 'Tell me when times come free'),
      );
    },
  },
  {
    title: 'A time that goes before it is kept for the order',
    scenario: 'window-gone',
    async tell(told) {
      const { page, hear } = told;
      await toPatient(told);
      await hear('Answers every question and presses “Continue”.', async () => {
        await answer(page);
        await press(page, 'Continue');
        await page.getByRole('button', { name: 'Show all times' }).waitFor();
      });
      await hear('Selects the first of the nearest and presses “Continue”.', () => choose(page));
    },
  },
  {
    title: 'A time that goes before it is booked',
    scenario: 'window-gone-at-booking',
    attributes: 'mode="instant"',
    async tell(told) {
      const { page, hear } = told;
      await toReview(told);
      await hear('Presses “Book this visit”.', async () => {
        await press(page, 'Book this visit');
        await page.getByRole('button', { name: 'Show all times' }).waitFor();
      });
    },
  },
  {
    title: 'A hold that ends, and is taken up again',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear, pass } = told;
      await toPatient(told);
      await hear('Eight minutes pass.', async () => {
        await pass(8);
        await wake(page);
      });
      await hear('Two more minutes pass.', async () => {
        await pass(2);
        await wake(page);
      });
    },
  },
  {
    title: 'A hold that ends, and the time goes',
    scenario: 'hold-lapses-gone',
    async tell(told) {
      const { page, hear, pass } = told;
      await toPatient(told);
      await hear('A minute passes.', async () => {
        await pass(1);
        await wake(page);
        await page.getByRole('button', { name: 'Show all times' }).waitFor();
      });
    },
  },
  {
    title: 'Times that cannot be looked up',
    scenario: 'few-windows',
    async tell(told) {
      const { page, clinic, hear } = told;
      await toWindows(told);
      clinic.use('offline');
      await hear('Presses “Show later dates”.', async () => {
        await press(page, 'Show later dates');
        await page.getByText('We could not look for later dates').waitFor();
      });
    },
  },
];
