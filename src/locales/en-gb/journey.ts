import type { ServiceProblem } from '../../booking/problem.js';
import type { TimeWords } from '../../booking/window.js';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The NHS style (https://service-manual.nhs.uk/content/numbers-measurements-dates-time): 5pm, 5:30pm, midday, midnight, "to". */
export const timeWords: TimeWords = {
  time(hour, minute) {
    if (minute === 0 && hour === 0) return 'midnight';
    if (minute === 0 && hour === 12) return 'midday';
    const clock = hour % 12 === 0 ? 12 : hour % 12;
    const past = minute === 0 ? '' : `:${twoDigits(minute)}`;
    return `${String(clock)}${past}${hour < 12 ? 'am' : 'pm'}`;
  },
  span: (start, end) => `${start} to ${end}`,
};

/** What went wrong, in the words of the person who books. */
const problems = {
  offline: 'We could not reach our booking service. Check your internet connection and try again.',
  'timed-out': 'Our booking service is taking too long to answer. Try again.',
  'rate-limited': 'Our booking service is very busy. Wait a minute and try again.',
  unavailable: 'Our booking service is not working just now. Try again in a few minutes.',
  'outcome-unknown':
    'We do not know yet whether your visit is booked. Press the button again to find out: it will not be booked twice.',
  'script-failed':
    'A part of this page did not load. Check your internet connection and try again.',
  'window-unavailable': 'That time has just gone. Choose another time.',
  'outside-coverage': 'We do not visit this address. Change the postcode to try another one.',
  'validation-failed':
    'Our booking service could not accept these details. Check them and try again.',
  'contract-broken': 'Visits cannot be booked here just now. You can still ask the shop for help.',
  'forbidden-origin': 'Visits cannot be booked here just now. You can still ask the shop for help.',
  'not-found': 'Visits cannot be booked here just now. You can still ask the shop for help.',
  misconfigured: 'Visits cannot be booked here just now. You can still ask the shop for help.',
  refused: 'Visits cannot be booked here just now. You can still ask the shop for help.',
} satisfies Record<ServiceProblem, string>;

const counted = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

/** What the whole journey says, whichever step is open. */
export const journeyWords = {
  timeWords,
  problems: problems as Readonly<Record<ServiceProblem, string>>,
  title: 'Book your visit',
  duration: (minutes: number) => `About ${String(minutes)} minutes`,
  testMode: 'Test mode: no one will be sent',
  coverageStep: 'Your postcode',
  windowStep: 'Date and time',
  patientStep: 'Patient details',
  change: 'Change',
  changeCoverage: 'postcode',
  changeWindow: 'window',
  changePatient: 'details',
  tryAgain: 'Try again',
  /** Where the service says how long to wait. */
  busyFor: (seconds: number) =>
    `Our booking service is very busy. Try again in ${
      seconds < 100
        ? counted(seconds, 'second', 'seconds')
        : counted(Math.ceil(seconds / 60), 'minute', 'minutes')
    }.`,
  continue: 'Continue',
  checking: 'Checking…',
  loading: 'Loading…',
  optional: (label: string) => `${label} (optional)`,
  error: 'Error:',
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
  held: (time: string) => `We are holding this window until ${time}`,
  free: 'Free',
  privacy: 'How your details are used (opens in a new tab)',
  coverageRequired: 'Check your postcode and choose a time for your visit',
  windowRequired: 'Choose a time for your visit',
  patientRequired: 'Give the patient’s details and press Continue',
  bookRequired: 'Press Book this visit',
  waitRequired: 'Wait until your visit has been checked',
};

export type JourneyWords = typeof journeyWords;
