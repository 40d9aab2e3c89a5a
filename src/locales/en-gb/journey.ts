import type { ServiceProblem } from '../../domain/problems.js';
import { counted } from '../plural.js';

/** Messages about failures, for the user. */
const problems = {
  offline: 'We could not reach our booking service. Check that you are online and try again.',
  timed_out: 'Our booking service is taking too long to answer. Try again.',
  rate_limited: 'Our booking service is very busy. Wait a minute and try again.',
  unavailable: 'Our booking service is not working just now. Try again in a few minutes.',
  outcome_unknown:
    'We do not know yet whether your visit is booked. Press the button again to find out: it will not be booked twice.',
  script_failed: 'A part of this page did not load. Check that you are online and try again.',
  window_unavailable: 'That time has just gone. Choose another time.',
  outside_coverage: 'We do not visit this address. Change the postcode to try another one.',
  validation_failed:
    'Our booking service could not accept these details. Check them and try again.',
  /** Any failure that the user can do nothing about. */
  refused: 'Visits cannot be booked here just now. You can still ask the shop for help.',
};

/** Messages by error code. A code without one has the message of `refused`. */
type ProblemWords = Readonly<typeof problems> & Readonly<Partial<Record<ServiceProblem, string>>>;

const seconds = counted({ one: '# second', other: '# seconds' });
const minutes = counted({ one: '# minute', other: '# minutes' });

/** Messages of the whole flow, in every step. */
export const journeyWords = {
  problems: problems as ProblemWords,
  /** The heading of the widget. */
  title: 'Book your visit',
  /** After the name of the task: "Blood test at home. About 30 minutes". */
  duration: (count: number) => `About ${minutes(count)}`,
  testMode: 'Test mode: no one will be sent',
  /** The headings of the three steps. */
  coverageStep: 'Your postcode',
  windowStep: 'Date and time',
  patientStep: 'Patient details',
  /**
   * A button beside a completed answer. A screen reader announces it with the name of that answer: "Change
   * postcode".
   */
  change: 'Change',
  changeCoverage: 'postcode',
  changeWindow: 'time',
  changePatient: 'patient details',
  tryAgain: 'Try again',
  /** Shown beside a button that requests a notification, after it was pressed. */
  told: 'The shop will let you know.',
  /** Used if the service says how long to wait. `wait`: in seconds. */
  busyFor: (wait: number) =>
    `Our booking service is very busy. Try again in ${
      wait < 100 ? seconds(wait) : minutes(Math.ceil(wait / 60))
    }.`,
  continue: 'Continue',
  /** Shown while a response is awaited. "Loading" is shown while a part of the page loads. */
  checking: 'Checking…',
  loading: 'Loading…',
  /** `label`: the label of any field that may be left empty. */
  optional: (label: string) => `${label} (optional)`,
  /** Announced by a screen reader before the text of an error, and not visible. */
  error: 'Error:',
  /** "Wednesday 6 August, 8am to midday"; alone, or within a sentence. */
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
  /** `time`: "2:35pm", or "midday". Until then other people cannot book it. */
  held: (time: string) => `We are holding this time for you until ${time}`,
  /** Shown in the place of a price. */
  free: 'Free',
  privacy: 'How your details are used (opens in a new tab)',
  /** Validation messages of the browser, for an order that is submitted before the visit is complete. */
  coverageRequired: 'Check your postcode and choose a time for your visit',
  windowRequired: 'Choose a time for your visit',
  patientRequired: 'Give the patient’s details and press Continue',
  bookRequired: 'Press Book this visit',
  waitRequired: 'Wait until your visit has been checked',
};

export type JourneyWords = typeof journeyWords;
