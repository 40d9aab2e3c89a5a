import type { PatientDraft } from '../domain/patient/draft.js';

/** A patient as typed into the form. It is no real person: the numbers and addresses are reserved for fiction. */
export interface TestPatient extends Omit<PatientDraft, 'consents'> {
  /** The consents to give: all that the form has, which is the default, or those with these ids. */
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
 * Returns a fictitious patient: an adult who books for herself. An empty text leaves a field out.
 *
 * @param changes - the fields that differ
 */
export const aPatient = (changes: Partial<TestPatient> = {}): TestPatient => ({
  ...somebody,
  ...changes,
});

/** Returns whether a test has changed a field of `aPatient()`. */
export const isChosen = (patient: TestPatient, field: keyof TestPatient): boolean =>
  patient[field] !== somebody[field];
