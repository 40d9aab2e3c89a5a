import type { PatientDraft } from '../domain/patient/draft.js';

/** A patient as typed into the form. Nobody: the numbers and addresses are reserved for fiction. */
export interface TestPatient extends Omit<PatientDraft, 'consents'> {
  /** Which consents are given: all that are asked for, or those with these ids. */
  readonly consents: 'all' | readonly string[];
}

const somebody: TestPatient = {
  visitFor: 'me',
  contactName: '',
  firstName: 'Asha',
  lastName: 'Patel',
  birthDate: { day: '27', month: '3', year: '1984' },
  phone: '07700 900123',
  email: 'asha.patel@example.com',
  placeKind: 'home',
  line1: '12 Example Street',
  line2: '',
  town: 'London',
  note: '',
  sex: '',
  nhsNumber: '',
  consents: 'all',
};

/**
 * A made-up patient, ready to be typed: an adult who books for herself. An empty text leaves a field out.
 *
 * @param changes - what is different, field by field
 */
export const aPatient = (changes: Partial<TestPatient> = {}): TestPatient => ({
  ...somebody,
  ...changes,
});

/** Whether something is said of a field that `aPatient()` leaves as it is. */
export const isChosen = (patient: TestPatient, field: keyof TestPatient): boolean =>
  patient[field] !== somebody[field];
