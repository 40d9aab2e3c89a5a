import type { PlaceKind } from './address.js';
import type { TypedDate } from './birth-date.js';
import type { FieldProblem } from '../problems.js';
import type { ConsentGiven } from '../task.js';

/** Whose visit it is, seen from the person who books. */
export type VisitFor = 'me' | 'other';

/** Everything typed on the patient's step, just as it was typed. Nothing of it is ever cleared by us. */
export interface PatientDraft {
  readonly visitFor: VisitFor | '';
  readonly contactName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: TypedDate;
  readonly phone: string;
  readonly email: string;
  readonly placeKind: PlaceKind;
  readonly line1: string;
  readonly line2: string;
  readonly town: string;
  readonly note: string;
  readonly sex: string;
  readonly nhsNumber: string;
  /** The consents that are ticked, in which words and when. */
  readonly consents: readonly ConsentGiven[];
}

/** A field that a merchant may ask for otherwise than the visit needs it. */
export type FieldName = Exclude<keyof PatientDraft, 'visitFor' | 'placeKind' | 'consents'>;

/** `readonly` and `hidden` need a value of `prefill`; only what the service does not need may be `optional`. */
export type FieldRule = 'required' | 'optional' | 'readonly' | 'hidden';
export type FieldRules = Readonly<Partial<Record<FieldName, FieldRule>>>;

export const emptyDraft: PatientDraft = Object.freeze<PatientDraft>({
  visitFor: '',
  contactName: '',
  firstName: '',
  lastName: '',
  birthDate: Object.freeze({ day: '', month: '', year: '' }),
  phone: '',
  email: '',
  placeKind: 'home',
  line1: '',
  line2: '',
  town: '',
  note: '',
  sex: '',
  nhsNumber: '',
  consents: Object.freeze([]),
});

/** What is wrong, by field; a consent's field is `consent:` and its id. */
export type FieldProblems = Readonly<Record<string, FieldProblem>>;

/** The longest note we pass on. Assumed: the platform's documents give no limit. */
export const longestNote = 500;

/** The field under which a consent's problem stands. */
export const consentField = (id: string): string => `consent:${id}`;
