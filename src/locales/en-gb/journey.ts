import type { ServiceProblem } from '../../domain/problems.js';
import { counted } from '../plural.js';

/** What went wrong, in the words of the person who books. */
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
  /** Whatever a person can do nothing about. */
  refused: 'Visits cannot be booked here just now. You can still ask the shop for help.',
};

/** What is said of a problem; where nothing is, that it was refused. */
type ProblemWords = Readonly<typeof problems> & Readonly<Partial<Record<ServiceProblem, string>>>;

const seconds = counted({ one: '# second', other: '# seconds' });
const minutes = counted({ one: '# minute', other: '# minutes' });

/** What the whole journey says, whichever step is open. */
export const journeyWords = {
  problems: problems as ProblemWords,
  /** The heading of it all. */
  title: 'Book your visit',
  /** After the name of the task: "Blood test at home. About 30 minutes". */
  duration: (count: number) => `About ${minutes(count)}`,
  testMode: 'Test mode: no one will be sent',
  /** The headings of the three steps. */
  coverageStep: 'Your postcode',
  windowStep: 'Date and time',
  patientStep: 'Patient details',
  /** A button beside what was answered; heard together with what it changes: "Change postcode". */
  change: 'Change',
  changeCoverage: 'postcode',
  changeWindow: 'time',
  changePatient: 'patient details',
  tryAgain: 'Try again',
  /** Beside a button that asks to be told of something, once it was pressed. */
  told: 'The shop will let you know.',
  /** Where the service says how long to wait. */
  busyFor: (wait: number) =>
    `Our booking service is very busy. Try again in ${
      wait < 100 ? seconds(wait) : minutes(Math.ceil(wait / 60))
    }.`,
  continue: 'Continue',
  /** While an answer is awaited; "Loading" while a part of the page is. */
  checking: 'Checking…',
  loading: 'Loading…',
  /** `label`: the label of any field that may be left empty. */
  optional: (label: string) => `${label} (optional)`,
  /** Heard before the text of an error, and not seen. */
  error: 'Error:',
  /** "Wednesday 6 August, 8am to midday"; stands alone, or within a sentence. */
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
  /** `time`: "2:35pm", or "midday". Nobody else can book it meanwhile. */
  held: (time: string) => `We are holding this time for you until ${time}`,
  /** In the place of a price. */
  free: 'Free',
  privacy: 'How your details are used (opens in a new tab)',
  /** What the browser says when the order is sent before the visit is chosen. */
  coverageRequired: 'Check your postcode and choose a time for your visit',
  windowRequired: 'Choose a time for your visit',
  patientRequired: 'Give the patient’s details and press Continue',
  bookRequired: 'Press Book this visit',
  waitRequired: 'Wait until your visit has been checked',
};

export type JourneyWords = typeof journeyWords;
