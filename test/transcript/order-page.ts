import { booking as bookingResponse, coverage } from '../../src/api/contract/schemas.js';
import { postcode, selectionOf } from '../unit/mocks/visit.js';
import { press, type Journey, type JourneyContext } from './journey.js';

const post = (page: JourneyContext['page'], path: string, body: object): Promise<unknown> =>
  page.evaluate(
    async ([path, body]) => {
      const response = await fetch(`/ally${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as unknown;
    },
    [path, body] as const,
  );

/** Books a visit, and shows it in `ally-appointment`. */
const bookVisit = async ({ page }: JourneyContext): Promise<void> => {
  const place = { taskId: 'tsk_blood', postcode };
  const { windows } = coverage.parse(await post(page, '/coverage', place));
  const selection = selectionOf(windows?.at(-1)?.id ?? '');
  const { appointment, manageToken } = bookingResponse.parse(
    await post(page, '/bookings', { ...selection, key: crypto.randomUUID() }),
  );
  await show(page, { appointmentId: appointment.id, manageToken });
};

const show = (page: JourneyContext['page'], key: object): Promise<void> =>
  page.evaluate((given) => {
    Object.assign(document.querySelector('ally-appointment') as Element, given);
  }, key);

const heading = { name: 'Your visit is booked' };

/** Journeys with a booked visit, on the shop's order page. */
export const orderPageJourneys: readonly Journey[] = [
  {
    title: 'A booked visit, and cancelling it',
    scenario: 'covered',
    element: 'ally-appointment',
    async run(context) {
      const { page, record } = context;
      await record('The page is open.', async () => {
        await bookVisit(context);
        await page.getByRole('heading', heading).waitFor();
      });
      await record('Presses “Cancel this visit”.', () => press(page, 'Cancel this visit'));
      await record('Presses “No, keep it”.', () => press(page, 'No, keep it'));
      await record('Presses “Cancel this visit”, and “Yes, cancel it”.', async () => {
        await press(page, 'Cancel this visit');
        await press(page, 'Yes, cancel it');
        await page.getByRole('heading', { name: 'Your visit is cancelled' }).waitFor();
      });
    },
  },
  {
    title: 'A visit that cannot be cancelled just now',
    scenario: 'covered',
    element: 'ally-appointment',
    async run(context) {
      const { page, clinic, record, skip } = context;
      await skip(async () => {
        await bookVisit(context);
        await page.getByRole('heading', heading).waitFor();
      });
      await record(
        'Presses “Cancel this visit”, and “Yes, cancel it”: the answer is lost.',
        async () => {
          await press(page, 'Cancel this visit');
          clinic.use('offline');
          await press(page, 'Yes, cancel it');
          await page.getByRole('button', { name: 'Try again' }).waitFor();
        },
      );
      await record('Presses “Try again”, and it answers.', async () => {
        clinic.use('covered');
        await press(page, 'Try again');
        await page.getByRole('button', { name: 'Yes, cancel it' }).waitFor();
      });
    },
  },
  {
    title: 'A visit that is not known',
    scenario: 'covered',
    element: 'ally-appointment',
    async run({ page, record }) {
      await record('The page is open, by an old link.', async () => {
        await show(page, { appointmentId: 'app_none', manageToken: 'man_none' });
        await page.getByText('We could not find this visit').first().waitFor();
      });
    },
  },
];
