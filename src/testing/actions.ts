import { fillDetails } from './fill-details.js';
import {
  doing,
  press,
  type,
  until,
  untilShown,
  type Doing,
  type VerbOptions,
  type Where,
} from './context.js';
import { aPatient, type TestPatient } from './test-patient.js';
import { changeOf, places } from './selectors.js';
import type { BookingReading } from './snapshot.js';
import { screenOn, type Screen } from './screen.js';
import { chooseFreeWindow, type Which } from './windows.js';

/** Types a postcode and presses "Check postcode". What the answer is, the next verb waits for. */
export const enterPostcode = async (
  where: Where,
  postcode: string,
  options: VerbOptions = {},
): Promise<void> => {
  const does = doing(where, options);
  await type(does, {
    cannot: 'Cannot enter a postcode',
    selector: places.postcode,
    text: postcode,
  });
  await press(does, 'Cannot check the postcode', places.leadOn);
};

/**
 * Chooses a free time and presses Continue. Where the days have very many times, it is one of the first free
 * date's.
 *
 * @param which - its place in the list from 0, the id of the window, a part of its words, or a pattern of them
 * @returns the words of the time
 */
export const chooseWindow = async (
  where: Where,
  which: Which = 0,
  options: VerbOptions = {},
): Promise<string> => {
  const does = doing(where, options);
  const words = await chooseFreeWindow(does, which);
  await press(does, 'Cannot continue', places.leadOn);
  return words;
};

/**
 * Fills in what the patient's form asks for, and presses Continue.
 *
 * @param patient - `aPatient()`, with whatever the test is about; an empty text leaves a field out
 * @param options - with `submit: false` Continue is not pressed
 */
export const fillPatient = async (
  where: Where,
  patient: TestPatient = aPatient(),
  { submit = true, ...options }: VerbOptions & { readonly submit?: boolean } = {},
): Promise<void> => {
  const does = doing(where, options);
  await fillDetails(does, patient);
  if (submit) await press(does, 'Cannot continue', places.leadOn);
};

/** Presses the button that leads on, with the step as it is: Check postcode, Continue, Book this visit. */
export const leadOn = (where: Where, options: VerbOptions = {}): Promise<void> =>
  press(doing(where, options), 'Cannot go on', places.leadOn);

/** Presses Change on a step that is done. */
export const reopenStep = (
  where: Where,
  step: 'coverage' | 'window' | 'patient',
  options: VerbOptions = {},
): Promise<void> => press(doing(where, options), `Cannot change the ${step}`, changeOf(step));

const untilStep = (
  does: Doing,
  step: 'review' | 'booked',
  cannot: string,
): Promise<BookingReading> =>
  until(does, cannot, async () => {
    const isShown = (await does.hands.see(places[step])).length > 0;
    const reading = isShown ? await does.hands.read() : undefined;
    return reading?.step === step ? reading : undefined;
  });

/** Waits for the review: in `checkout` mode there is a value now. Gives what the shop reads. */
export const seeReview = (where: Where, options: VerbOptions = {}): Promise<BookingReading> =>
  untilStep(doing(where, options), 'review', 'The review is not reached');

/** In `instant` mode: presses "Book this visit" and waits until it is booked. Gives what the shop reads. */
export const bookVisit = async (
  where: Where,
  options: VerbOptions = {},
): Promise<BookingReading> => {
  const does = doing(where, options);
  await untilStep(does, 'review', 'Cannot book the visit');
  await press(does, 'Cannot book the visit', places.leadOn);
  return untilStep(does, 'booked', 'The visit is not booked');
};

/** What a booking is filled in with; what is left out is made up. */
export interface Filling {
  /** One that is covered when left out: SW1A 1AA. */
  readonly postcode?: string;
  readonly window?: Which;
  readonly patient?: TestPatient;
}

/** Goes all the way from the postcode to the review, and gives what the shop reads there. */
export const fillBooking = async (
  where: Where,
  { postcode = 'SW1A 1AA', window = 0, patient = aPatient() }: Filling = {},
  options: VerbOptions = {},
): Promise<BookingReading> => {
  await enterPostcode(where, postcode, options);
  await chooseWindow(where, window, options);
  await fillPatient(where, patient, options);
  return seeReview(where, options);
};

/**
 * Waits until something stands in the person's way, and gives its words: a mistake in a field, a time that has
 * gone, a postcode that is not covered, a service that does not answer.
 */
export const seeProblem = async (where: Where, options: VerbOptions = {}): Promise<string> => {
  const seen = await untilShown(doing(where, options), 'There is no problem', places.problem);
  return seen.map(({ words }) => words).join('\n');
};

/** What the shop reads just now. */
export const readBooking = async (
  where: Where,
  options: VerbOptions = {},
): Promise<BookingReading> => {
  const does = doing(where, options);
  return until(does, 'There is nothing to read', () => does.hands.read());
};

/** What the person sees just now. */
export const readScreen = async (where: Where, options: VerbOptions = {}): Promise<Screen> => {
  const does = doing(where, options);
  return until(does, 'There is nothing to see', () => screenOn(does.hands));
};

/** On an order page, with `<ally-appointment>`: cancels the visit and waits until that is done. */
export const cancelVisit = async (where: Where, options: VerbOptions = {}): Promise<void> => {
  const does = doing(where, options, 'ally-appointment');
  await press(does, 'Cannot cancel the visit', places.cancel);
  await press(does, 'Cannot confirm that the visit is cancelled', places.leadOn);
  await until(does, 'The visit is not cancelled', async () => {
    const left = [places.cancel, places.question, places.failure].map((one) => does.hands.see(one));
    return (await Promise.all(left)).flat().length === 0 ? true : undefined;
  });
};
