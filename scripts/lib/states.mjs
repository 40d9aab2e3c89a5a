/**
 * Every state of every step, and of the order page: how the clinic behaves, and what a person does to get there, by
 * labels and roles. Pictures are taken of them, and each is looked over for those who do not see, hear or point.
 */
import { orderStates } from './order-states.mjs';

const person = {
  'First name': 'Asha',
  'Last name': 'Example',
  Day: '27',
  Month: '3',
  Year: '1984',
  'Address line 1': '12 Example Street',
  'Town or city': 'London',
};

const fill = async (visit, answers) => {
  for (const [label, text] of Object.entries(answers))
    await visit.getByLabel(label, { exact: true }).fill(text);
};
const press = (visit, name) => visit.getByRole('button', { name, exact: true }).first().click();
const see = (visit, text) => visit.getByText(text).first().waitFor();

const check = async (visit, postcode = 'SW1A 1AA') => {
  await fill(visit, { Postcode: postcode });
  await press(visit, 'Check postcode');
};
const toWindows = async (visit) => {
  await check(visit);
  await see(visit, 'When should we come?');
  await visit.getByRole('button', { name: 'Continue' }).waitFor();
};
const toPatient = async (visit) => {
  await toWindows(visit);
  await visit.getByRole('radio').nth(1).check();
  await press(visit, 'Continue');
  await visit.getByLabel('Me', { exact: true }).waitFor();
  await see(visit, 'We are holding');
};
const complete = async (visit) => {
  await toPatient(visit);
  await visit.getByLabel('Me', { exact: true }).check();
  await fill(visit, { ...person, 'Phone number': '07700 900123' });
  await fill(visit, { 'Email address': 'asha@example.com' });
  await visit.getByRole('checkbox').first().check();
};
const toReview = async (visit) => {
  await complete(visit);
  await press(visit, 'Continue');
};
const toBooked = async (visit) => {
  await toReview(visit);
  await press(visit, 'Book this visit');
};

const instant = (visit) => visit.evaluate((booking) => booking.setAttribute('mode', 'instant'));

/** Whether it needs the built script: a chunk that is missing is one of a build. */
export const needsBuild = ({ scenario }) => scenario === 'script-fails';

/** By step; `scenario` is the clinic's, and `act` leads there from the beginning. */
export const states = {
  postcode: [
    { name: 'empty' },
    { name: 'nothing entered', act: (visit) => press(visit, 'Check postcode') },
    { name: 'only the first half', act: (visit) => check(visit, 'SW1A') },
    {
      name: 'awaited',
      // Where nothing is ever answered: it stays as long as anybody looks.
      act: (v) => check(v, 'ZZ99 1AX').then(() => see(v, 'Checking…')),
    },
    {
      name: 'not covered',
      scenario: 'not-covered',
      act: async (visit) => {
        await visit.evaluate((booking) => (booking.notify = true));
        await check(visit);
        await see(visit, 'We do not visit');
      },
    },
    { name: 'paused', scenario: 'paused', act: (v) => check(v).then(() => see(v, 'just now')) },
    { name: 'offline', scenario: 'offline', act: (v) => check(v).then(() => see(v, 'Try again')) },
    {
      name: 'asked too often',
      scenario: 'rate-limited',
      act: (v) => check(v).then(() => see(v, '20 seconds')),
    },
    { name: 'cannot start', scenario: 'misconfigured', act: (visit) => see(visit, 'Call us on') },
  ],
  window: [
    { name: 'free times', act: toWindows },
    {
      name: 'one selected',
      act: async (visit) => {
        await toWindows(visit);
        await visit.getByRole('radio').nth(2).check();
      },
    },
    { name: 'few', scenario: 'few-windows', act: toWindows },
    { name: 'prices', scenario: 'priced-windows', act: toWindows },
    {
      name: 'very many: dates first',
      scenario: 'many-windows',
      act: async (visit) => {
        await toWindows(visit);
        await visit.getByRole('radio').nth(1).check();
      },
    },
    {
      name: 'none selected',
      scenario: 'few-windows',
      act: async (visit) => {
        await toWindows(visit);
        await press(visit, 'Continue');
      },
    },
    {
      name: 'none free',
      scenario: 'no-windows',
      act: (v) => check(v).then(() => see(v, 'No times')),
    },
    {
      name: 'gone: the nearest',
      scenario: 'window-gone',
      act: async (visit) => {
        await toReview(visit);
        await see(visit, 'That time has just gone');
        await see(visit, 'Show all times');
      },
    },
    {
      name: 'changed, and held',
      scenario: 'few-windows',
      act: async (visit) => {
        await toPatient(visit);
        await visit.getByRole('button', { name: 'Change time' }).click();
        await see(visit, 'When should we come?');
      },
    },
    {
      name: 'calendar',
      scenario: 'few-windows',
      act: async (visit) => {
        await toWindows(visit);
        await visit.getByRole('button', { name: /calendar/i }).click();
        await visit.getByRole('grid').waitFor();
      },
    },
    {
      name: 'calendar, a day selected',
      act: async (visit) => {
        await toWindows(visit);
        await visit.getByRole('radio').nth(1).check();
        await visit.getByRole('button', { name: /calendar/i }).click();
        await visit.getByRole('grid').waitFor();
      },
    },
  ],
  patient: [
    { name: 'empty', act: toPatient },
    {
      name: 'for someone else',
      act: async (visit) => {
        await toPatient(visit);
        await visit.getByLabel('Someone else').check();
      },
    },
    {
      name: 'nothing answered',
      act: async (visit) => {
        await toPatient(visit);
        await press(visit, 'Continue');
        await see(visit, 'There is a problem');
      },
    },
    {
      name: 'NHS number and sex, a slip in the email',
      scenario: 'nhs-number-and-sex',
      act: async (visit) => {
        await toPatient(visit);
        await visit.getByLabel('Me', { exact: true }).check();
        await fill(visit, { 'Email address': 'asha@gmial.com' });
        await see(visit, 'Did you mean');
      },
    },
    {
      name: 'two consents, addresses looked up',
      scenario: 'two-consents',
      act: async (visit) => {
        await visit.evaluate((booking) => {
          booking.addressLookup = () =>
            Promise.resolve([
              { label: '1 Example Street, London', line1: '1 Example Street', town: 'London' },
              {
                label: 'Flat 2, 1 Example Street, London',
                line1: '1 Example Street',
                town: 'London',
              },
            ]);
        });
        await toPatient(visit);
        await press(visit, 'Find address');
        await see(visit, 'Select your address');
      },
    },
    {
      name: 'a field is refused',
      scenario: 'patient-refused',
      act: async (visit) => {
        await toReview(visit);
        await see(visit, 'There is a problem');
      },
    },
    {
      name: 'too young',
      scenario: 'under-age',
      act: async (visit) => {
        await complete(visit);
        await fill(visit, { Year: '2015' });
        await press(visit, 'Continue');
        await see(visit, 'There is a problem');
      },
    },
    {
      name: 'its script is missing',
      scenario: 'script-fails',
      act: async (visit) => {
        await toWindows(visit);
        await visit.getByRole('radio').nth(1).check();
        await press(visit, 'Continue');
        await see(visit, 'did not load');
        await see(visit, 'We are holding');
      },
    },
  ],
  review: [
    { name: 'ready to be ordered', act: (v) => toReview(v).then(() => see(v, 'ready to book')) },
    {
      name: 'with a price and preparation',
      scenario: 'preparation',
      act: (v) => toReview(v).then(() => see(v, 'How to prepare')),
    },
    {
      name: 'to be booked',
      act: (v) =>
        instant(v)
          .then(() => toReview(v))
          .then(() => see(v, 'Check your visit')),
    },
    {
      name: 'nobody knows',
      scenario: 'outcome-unknown',
      act: (v) =>
        instant(v)
          .then(() => toBooked(v))
          .then(() => see(v, 'We do not know yet')),
    },
    {
      name: 'booked',
      scenario: 'preparation',
      act: (v) =>
        instant(v)
          .then(() => toBooked(v))
          .then(() => see(v, 'Your visit is booked')),
    },
    {
      name: 'out of use',
      act: async (visit) => {
        await toReview(visit);
        await see(visit, 'ready to book');
        await visit.evaluate((booking) => booking.setAttribute('disabled', ''));
      },
    },
  ],
};

/** Those of the order page's element, too. */
export const everyState = { ...states, order: orderStates };
