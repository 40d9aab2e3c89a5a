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

/**
 * Types a postcode and presses "Check postcode". It does not wait for the result: the next action does.
 *
 * @throws NotOnScreenError if there is no postcode field or button within the timeout
 */
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
 * Chooses a free time and presses Continue. If days have very many times, it is one of the first free date.
 *
 * @param which - its index in the list, from 0, which is the default; or the id of the window, a part of its text,
 *   or a pattern of its text
 * @returns the text of the time
 * @throws NotOnScreenError if there is no such time within the timeout
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
 * Fills in the fields that the patient's form has, and presses Continue.
 *
 * @param patient - `aPatient()` with the changes for the test; an empty text leaves a field out. The default is
 *   `aPatient()`
 * @param options - with `submit: false` Continue is not pressed
 * @throws NotOnScreenError if a changed value has no field, or there is no Continue button, within the timeout
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

/**
 * Presses the main button and leaves the step as it is: Check postcode, Continue, Book this visit.
 *
 * @throws NotOnScreenError if there is no such button within the timeout
 */
export const leadOn = (where: Where, options: VerbOptions = {}): Promise<void> =>
  press(doing(where, options), 'Cannot go on', places.leadOn);

/**
 * Presses Change in a completed step.
 *
 * @throws NotOnScreenError if there is no such button within the timeout
 */
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

/**
 * Waits for the review; in `checkout` mode the element has a value then. Resolves with what the shop can read.
 *
 * @throws NotOnScreenError if the review is not shown within the timeout
 */
export const seeReview = (where: Where, options: VerbOptions = {}): Promise<BookingReading> =>
  untilStep(doing(where, options), 'review', 'The review is not reached');

/**
 * In `instant` mode: presses "Book this visit" and waits until it is booked. Resolves with what the shop can read.
 *
 * @throws NotOnScreenError if the visit is not booked within the timeout
 */
export const bookVisit = async (
  where: Where,
  options: VerbOptions = {},
): Promise<BookingReading> => {
  const does = doing(where, options);
  await untilStep(does, 'review', 'Cannot book the visit');
  await press(does, 'Cannot book the visit', places.leadOn);
  return untilStep(does, 'booked', 'The visit is not booked');
};

/** The values for `fillBooking()`. */
export interface Filling {
  /** The default is SW1A 1AA, which is covered. */
  readonly postcode?: string;
  /** The default is 0, the first free time. */
  readonly window?: Which;
  /** The default is `aPatient()`. */
  readonly patient?: TestPatient;
}

/**
 * Completes all steps from the postcode to the review. Resolves with what the shop can read then.
 *
 * @throws NotOnScreenError if a step is not shown within the timeout
 */
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
 * Waits until a problem is shown, and resolves with its text: an error in a field, an unavailable time, a postcode
 * that is not covered, or a service that does not answer.
 *
 * @throws NotOnScreenError if no problem is shown within the timeout
 */
export const seeProblem = async (where: Where, options: VerbOptions = {}): Promise<string> => {
  const seen = await untilShown(doing(where, options), 'There is no problem', places.problem);
  return seen.map(({ words }) => words).join('\n');
};

/**
 * Resolves with what the shop can read now.
 *
 * @throws NotOnScreenError if there is no element within the timeout
 */
export const readBooking = async (
  where: Where,
  options: VerbOptions = {},
): Promise<BookingReading> => {
  const does = doing(where, options);
  return until(does, 'There is nothing to read', () => does.hands.read());
};

/**
 * Resolves with what the user sees now.
 *
 * @throws NotOnScreenError if there is no element within the timeout
 */
export const readScreen = async (where: Where, options: VerbOptions = {}): Promise<Screen> => {
  const does = doing(where, options);
  return until(does, 'There is nothing to see', () => screenOn(does.hands));
};

/**
 * On an order page, with `<ally-appointment>`: cancels the visit and waits until that is done.
 *
 * @throws NotOnScreenError if the visit is not cancelled within the timeout
 */
export const cancelVisit = async (where: Where, options: VerbOptions = {}): Promise<void> => {
  const does = doing(where, options, 'ally-appointment');
  await press(does, 'Cannot cancel the visit', places.cancel);
  await press(does, 'Cannot confirm that the visit is cancelled', places.leadOn);
  await until(does, 'The visit is not cancelled', async () => {
    const left = [places.cancel, places.question, places.failure].map((one) => does.hands.see(one));
    return (await Promise.all(left)).flat().length === 0 ? true : undefined;
  });
};
