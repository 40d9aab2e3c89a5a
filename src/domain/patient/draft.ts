import type { PlaceKind } from './address.js';
import type { TypedDate } from './birth-date.js';
import type { FieldProblem } from '../problems.js';
import type { ConsentGiven } from '../task.js';

/** The patient, from the point of view of the person who books. */
export type VisitFor = 'me' | 'other';

/** Everything typed in the patient step, exactly as typed. Typed values are never cleared by the widget. */
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
  /** `female` or `male`; empty if there is no answer. */
  readonly sex: string;
  readonly nhsNumber: string;
  /** The consents that are given, each with the version of its text and the time. */
  readonly consents: readonly ConsentGiven[];
}

/** The fields whose rule a merchant can change. */
export type FieldName = Exclude<keyof PatientDraft, 'visitFor' | 'placeKind' | 'consents'>;

/**
 * The rule of a field. `required` makes an optional field required. `optional` is only possible for fields that the
 * service does not need: `line2`, `note`, `sex` and `nhsNumber`. `readonly` shows the value of `prefill` as text,
 * and `hidden` does not show it; without a value the field is asked for as usual.
 */
export type FieldRule = 'required' | 'optional' | 'readonly' | 'hidden';
/** Rules by field. A field without a rule is required if the service needs it. */
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

/** Error codes by field. The key of a consent is `consent:` and its id. */
export type FieldProblems = Readonly<Record<string, FieldProblem>>;

/** The maximum length of a note, in characters. Assumed: the platform documents no limit. */
export const longestNote = 500;

/** Returns the key of a consent in `FieldProblems`. */
export const consentField = (id: string): string => `consent:${id}`;
