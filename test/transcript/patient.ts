import type { Route } from 'playwright-core';
import {
  fillPatient,
  chooseFirstWindow,
  enter,
  press,
  toPatient,
  toReview,
  toWindows,
  type,
} from './journey.js';
import type { Journey } from './journey.js';

const problem = { name: 'There is a problem' };

/** Journeys with problems in the patient step, and in the booking. */
export const patientJourneys: readonly Journey[] = [
  {
    title: 'Nothing answered',
    scenario: 'few-windows',
    async run(context) {
      const { page, record } = context;
      await toPatient(context);
      await record('Presses “Continue”.', () => press(page, 'Continue'));
      await record('Follows the link “Enter a date of birth”.', () =>
        enter(page.getByRole('link', { name: 'Enter a date of birth' })),
      );
      await record('Follows the link “Select who the visit is for”.', () =>
        enter(page.getByRole('link', { name: 'Select who the visit is for' })),
      );
      await record('Answers every question.', () => fillPatient(page));
    },
  },
  {
    title: 'Answers that cannot be right',
    scenario: 'few-windows',
    async run(context) {
      const { page, record } = context;
      await toPatient(context);
      await record('Answers 31 2 1984, 07700, and asha, and presses “Continue”.', async () => {
        await fillPatient(page, {
          Day: '31',
          Month: '2',
          'Phone number': '07700',
          'Email address': 'asha',
        });
        await press(page, 'Continue');
      });
      await record('Mends the date alone and presses “Continue”.', async () => {
        await type(page, 'Day', '27');
        await press(page, 'Continue');
      });
    },
  },
  {
    title: 'Too young for the visit',
    scenario: 'under-age',
    async run(context) {
      const { page, record } = context;
      await toPatient(context);
      await record('Answers every question, with a birth in 2015.', async () => {
        await fillPatient(page, { Year: '2015' });
        await press(page, 'Continue');
      });
    },
  },
  {
    title: 'An answer that the service refuses',
    scenario: 'patient-refused',
    async run(context) {
      const { page, record } = context;
      await toPatient(context);
      await record('Answers every question and presses “Continue”.', async () => {
        await fillPatient(page);
        await press(page, 'Continue');
        await page.getByRole('group', problem).waitFor();
      });
    },
  },
  {
    title: 'A service that is lost before the end',
    scenario: 'few-windows',
    async run(context) {
      const { page, clinic, record, skip } = context;
      await toPatient(context);
      await skip(() => fillPatient(page));
      await record('Presses “Continue”.', async () => {
        clinic.use('offline');
        await press(page, 'Continue');
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
      await record('Presses “Try again”, and it answers.', async () => {
        clinic.use('few-windows');
        await press(page, 'Try again');
      });
    },
  },
  {
    title: 'A booking of which nobody knows what became',
    scenario: 'few-windows',
    attributes: 'mode="instant"',
    async run(context) {
      const { page, record } = context;
      await toReview(context);
      // The clinic's scenario would close the connection, and a browser retries a request on a reused connection
      // itself.
      const lose = async (route: Route): Promise<void> => {
        await route.fetch();
        await route.abort();
      };
      await page.route('**/ally/bookings', lose, { times: 1 });
      await record('Presses “Book this visit”.', async () => {
        await press(page, 'Book this visit');
        await page.getByText('We do not know yet').first().waitFor();
      });
      await record('Presses it again.', () => press(page, 'Book this visit'));
    },
  },
  {
    title: 'A part of the page that does not load',
    scenario: 'few-windows',
    async run(context) {
      const { page, record } = context;
      await page.route('**/chunks/patient-step*', (route) => route.abort());
      await toWindows(context);
      await record('Selects the first time and presses “Continue”.', () => chooseFirstWindow(page));
      await record('Presses “Try again”, and it loads.', async () => {
        await page.unroute('**/chunks/patient-step*');
        await press(page, 'Try again');
        await page.getByLabel('First name').waitFor();
      });
    },
  },
];
