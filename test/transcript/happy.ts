import {
  answer,
  check,
  choose,
  enter,
  press,
  select,
  toPatient,
  toReview,
  toWindows,
  type,
} from './journey.js';
import type { Journey } from './journey.js';

/** Nothing comes in the way. */
export const happyJourneys: readonly Journey[] = [
  {
    title: 'A visit, chosen in the checkout',
    scenario: 'covered',
    async tell({ page, hear }) {
      await hear('The page is open.');
      await hear('Types SW1A 1AA and presses “Check postcode”.', () => check(page));
      await hear('Presses “Morning”.', () => press(page, 'Morning'));
      await hear('Selects the first time and presses “Continue”.', () => choose(page));
      await hear('Answers every question.', () => answer(page));
      await hear('Presses “Continue”.', () => press(page, 'Continue'));
    },
  },
  {
    title: 'Booked from the page',
    scenario: 'preparation',
    attributes: 'mode="instant"',
    async tell(told) {
      const { page, hear } = told;
      await toPatient(told);
      await hear('Answers every question and presses “Continue”.', async () => {
        await answer(page);
        await press(page, 'Continue');
      });
      await hear('Presses “Book this visit”.', () => press(page, 'Book this visit'));
    },
  },
  {
    title: 'With the calendar',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear } = told;
      await toWindows(told);
      await hear('Presses “Choose from a calendar”.', () => press(page, 'Choose from a calendar'));
      await hear('Presses the right arrow key.', () => page.keyboard.press('ArrowRight'));
      await hear('Presses the down arrow key.', () => page.keyboard.press('ArrowDown'));
      await hear('Presses the Tab key.', () => page.keyboard.press('Tab'));
      await hear('Presses the Tab key, which goes round.', () => page.keyboard.press('Tab'));
      await hear('Presses the Tab key, and the Enter key.', async () => {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
      });
      await hear('Presses the Escape key.', () => page.keyboard.press('Escape'));
      await hear('Opens it again, and presses the Enter key.', async () => {
        await press(page, 'Choose from a calendar');
        await page.getByRole('grid').waitFor();
        await page.keyboard.press('Enter');
      });
    },
  },
  {
    title: 'The earliest time',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear } = told;
      await toWindows(told);
      await hear('Presses “Earliest”.', () =>
        enter(page.getByRole('button', { name: /^Earliest/ })),
      );
      await hear('Presses the down arrow key.', () => page.keyboard.press('ArrowDown'));
      await hear('Presses “Show later dates”.', () => press(page, 'Show later dates'));
    },
  },
  {
    title: 'On days with very many times',
    scenario: 'many-windows',
    async tell({ page, hear, skip }) {
      await skip();
      await hear('Types SW1A 1AA and presses “Check postcode”.', () => check(page));
      await hear('Selects the first date.', () => select(page.getByRole('radio').first()));
      await hear('Presses “Show later times”.', () => press(page, 'Show later times'));
    },
  },
  {
    title: 'For someone else, with more questions',
    scenario: 'nhs-number-and-sex',
    async tell(told) {
      const { page, hear } = told;
      await toPatient(told);
      await hear('Selects “Someone else”.', () => select(page.getByLabel('Someone else')));
      await hear('Types asha@gmial.com as the email address.', () =>
        type(page, 'Your email address', 'asha@gmial.com'),
      );
      await hear('Presses “Use asha@gmail.com”.', () => press(page, 'Use asha@gmail.com'));
    },
  },
  {
    title: 'With addresses to choose from',
    scenario: 'two-consents',
    async tell(told) {
      const { page, hear } = told;
      await page.evaluate(() => {
        const found = ['1 Example Street', '2 Example Street'].map((line1) => ({
          label: `${line1}, London`,
          line1,
          town: 'London',
        }));
        Object.assign(document.querySelector('ally-booking') as Element, {
          addressLookup: () => Promise.resolve(found),
        });
      });
      await toWindows(told);
      await hear('Selects the first time and presses “Continue”.', () => choose(page));
      await hear('Presses “Find address”.', async () => {
        await press(page, 'Find address');
        await page.getByRole('button', { name: 'Use this address' }).waitFor();
      });
      await hear('Presses “Use this address” with none selected.', () =>
        press(page, 'Use this address'),
      );
      await hear('Selects the second and presses “Use this address”.', async () => {
        await select(page.getByLabel('2 Example Street, London'));
        await press(page, 'Use this address');
      });
    },
  },
  {
    title: 'Changing what was chosen',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear } = told;
      await toReview(told);
      for (const what of ['patient details', 'time', 'postcode'])
        await hear(`Presses “Change ${what}”.`, () => press(page, `Change ${what}`));
    },
  },
];
