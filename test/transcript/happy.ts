import {
  fillPatient,
  checkPostcode,
  chooseFirstWindow,
  enter,
  press,
  select,
  toPatient,
  toReview,
  toWindows,
  type,
} from './journey.js';
import type { Journey } from './journey.js';

/** Journeys without problems. */
export const happyJourneys: readonly Journey[] = [
  {
    title: 'A visit, chosen in the checkout',
    scenario: 'covered',
    async run({ page, record }) {
      await record('The page is open.');
      await record('Types SW1A 1AA and presses “Check postcode”.', () => checkPostcode(page));
      await record('Presses “Morning”.', () => press(page, 'Morning'));
      await record('Selects the first time and presses “Continue”.', () => chooseFirstWindow(page));
      await record('Answers every question.', () => fillPatient(page));
      await record('Presses “Continue”.', () => press(page, 'Continue'));
    },
  },
  {
    title: 'Booked from the page',
    scenario: 'preparation',
    attributes: 'mode="instant"',
    async run(context) {
      const { page, record } = context;
      await toPatient(context);
      await record('Answers every question and presses “Continue”.', async () => {
        await fillPatient(page);
        await press(page, 'Continue');
      });
      await record('Presses “Book this visit”.', () => press(page, 'Book this visit'));
    },
  },
  {
    title: 'With the calendar',
    scenario: 'few-windows',
    async run(context) {
      const { page, record } = context;
      await toWindows(context);
      await record('Presses “Choose from a calendar”.', () =>
        press(page, 'Choose from a calendar'),
      );
      await record('Presses the right arrow key.', () => page.keyboard.press('ArrowRight'));
      await record('Presses the down arrow key.', () => page.keyboard.press('ArrowDown'));
      await record('Presses the Tab key.', () => page.keyboard.press('Tab'));
      await record('Presses the Tab key, which goes round.', () => page.keyboard.press('Tab'));
      await record('Presses the Tab key, and the Enter key.', async () => {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
      });
      await record('Presses the Escape key.', () => page.keyboard.press('Escape'));
      await record('Opens it again, and presses the Enter key.', async () => {
        await press(page, 'Choose from a calendar');
        await page.getByRole('grid').waitFor();
        await page.keyboard.press('Enter');
      });
    },
  },
  {
    title: 'The earliest time',
    scenario: 'few-windows',
    async run(context) {
      const { page, record } = context;
      await toWindows(context);
      await record('Presses “Earliest”.', () =>
        enter(page.getByRole('button', { name: /^Earliest/ })),
      );
      await record('Presses the down arrow key.', () => page.keyboard.press('ArrowDown'));
      await record('Presses “Show later dates”.', () => press(page, 'Show later dates'));
    },
  },
  {
    title: 'On days with very many times',
    scenario: 'many-windows',
    async run({ page, record, skip }) {
      await skip();
      await record('Types SW1A 1AA and presses “Check postcode”.', () => checkPostcode(page));
      await record('Selects the first date.', () => select(page.getByRole('radio').first()));
      await record('Presses “Show later times”.', () => press(page, 'Show later times'));
    },
  },
  {
    title: 'For someone else, with more questions',
    scenario: 'nhs-number-and-sex',
    async run(context) {
      const { page, record } = context;
      await toPatient(context);
      await record('Selects “Someone else”.', () => select(page.getByLabel('Someone else')));
      await record('Types asha@gmial.com as the email address.', () =>
        type(page, 'Your email address', 'asha@gmial.com'),
      );
      await record('Presses “Use asha@gmail.com”.', () => press(page, 'Use asha@gmail.com'));
    },
  },
  {
    title: 'With addresses to choose from',
    scenario: 'two-consents',
    async run(context) {
      const { page, record } = context;
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
      await toWindows(context);
      await record('Selects the first time and presses “Continue”.', () => chooseFirstWindow(page));
      await record('Presses “Find address”.', async () => {
        await press(page, 'Find address');
        await page.getByRole('button', { name: 'Use this address' }).waitFor();
      });
      await record('Presses “Use this address” with none selected.', () =>
        press(page, 'Use this address'),
      );
      await record('Selects the second and presses “Use this address”.', async () => {
        await select(page.getByLabel('2 Example Street, London'));
        await press(page, 'Use this address');
      });
    },
  },
  {
    title: 'Changing what was chosen',
    scenario: 'few-windows',
    async run(context) {
      const { page, record } = context;
      await toReview(context);
      for (const what of ['patient details', 'time', 'postcode'])
        await record(`Presses “Change ${what}”.`, () => press(page, `Change ${what}`));
    },
  },
];
