import type { Route } from 'playwright-core';
import { answer, choose, enter, press, toPatient, toReview, toWindows, type } from './journey.js';
import type { Journey } from './journey.js';

const problem = { name: 'There is a problem' };

/** What can come in the way of the details, and of the booking. */
export const patientJourneys: readonly Journey[] = [
  {
    title: 'Nothing answered',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear } = told;
      await toPatient(told);
      await hear('Presses “Continue”.', () => press(page, 'Continue'));
      await hear('Follows the link “Enter a date of birth”.', () =>
        enter(page.getByRole('link', { name: 'Enter a date of birth' })),
      );
      await hear('Follows the link “Select who the visit is for”.', () =>
        enter(page.getByRole('link', { name: 'Select who the visit is for' })),
      );
      await hear('Answers every question.', () => answer(page));
    },
  },
  {
    title: 'Answers that cannot be right',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear } = told;
      await toPatient(told);
      await hear('Answers 31 2 1984, 07700, and asha, and presses “Continue”.', async () => {
        await answer(page, {
          Day: '31',
          Month: '2',
          'Phone number': '07700',
          'Email address': 'asha',
        });
        await press(page, 'Continue');
      });
      await hear('Mends the date alone and presses “Continue”.', async () => {
        await type(page, 'Day', '27');
        await press(page, 'Continue');
      });
    },
  },
  {
    title: 'Too young for the visit',
    scenario: 'under-age',
    async tell(told) {
      const { page, hear } = told;
      await toPatient(told);
      await hear('Answers every question, with a birth in 2015.', async () => {
        await answer(page, { Year: '2015' });
        await press(page, 'Continue');
      });
    },
  },
  {
    title: 'An answer that the service refuses',
    scenario: 'patient-refused',
    async tell(told) {
      const { page, hear } = told;
      await toPatient(told);
      await hear('Answers every question and presses “Continue”.', async () => {
        await answer(page);
        await press(page, 'Continue');
        await page.getByRole('group', problem).waitFor();
      });
    },
  },
  {
    title: 'A service that is lost before the end',
    scenario: 'few-windows',
    async tell(told) {
      const { page, clinic, hear, skip } = told;
      await toPatient(told);
      await skip(() => answer(page));
      await hear('Presses “Continue”.', async () => {
        clinic.use('offline');
        await press(page, 'Continue');
        await page.getByRole('button', { name: 'Try again' }).waitFor();
      });
      await hear('Presses “Try again”, and it answers.', async () => {
        clinic.use('few-windows');
        await press(page, 'Try again');
      });
    },
  },
  {
    title: 'A booking of which nobody knows what became',
    scenario: 'few-windows',
    attributes: 'mode="instant"',
    async tell(told) {
      const { page, hear } = told;
      await toReview(told);
      // Not by the clinic's own scenario: a browser asks again by itself where a used connection breaks.
      const lose = async (route: Route): Promise<void> => {
        await route.fetch();
        await route.abort();
      };
      await page.route('**/ally/bookings', lose, { times: 1 });
      await hear('Presses “Book this visit”.', async () => {
        await press(page, 'Book this visit');
        await page.getByText('We do not know yet').first().waitFor();
      });
      await hear('Presses it again.', () => press(page, 'Book this visit'));
    },
  },
  {
    title: 'A part of the page that does not load',
    scenario: 'few-windows',
    async tell(told) {
      const { page, hear } = told;
      await page.route('**/chunks/patient-step*', (route) => route.abort());
      await toWindows(told);
      await hear('Selects the first time and presses “Continue”.', () => choose(page));
      await hear('Presses “Try again”, and it loads.', async () => {
        await page.unroute('**/chunks/patient-step*');
        await press(page, 'Try again');
        await page.getByLabel('First name').waitFor();
      });
    },
  },
];
