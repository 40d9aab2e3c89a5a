import type { Address, PlaceKind } from './address.js';
import { ageOn, readBirthDate } from './birth-date.js';
import { consentField, longestNote } from './draft.js';
import type { FieldName, FieldProblems, FieldRules, PatientDraft, VisitFor } from './draft.js';
import { readEmail } from './email.js';
import { readNhsNumber } from './nhs-number.js';
import { readPhone } from './phone.js';
import type { Postcode } from '../postcode.js';
import type { FieldProblem } from '../problems.js';
import type { Reading } from '../result.js';
import type { ConsentGiven, Task } from '../task.js';

/** The person who books, if the visit is for someone else. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** The person receiving care. */
export interface Patient {
  readonly firstName: string;
  readonly lastName: string;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth: string;
  /** E.164. */
  readonly phone: string;
  readonly email: string;
  readonly sex?: string | undefined;
  /** Ten digits. */
  readonly nhsNumber?: string | undefined;
}

/** The platform's limits on the length of a name, in characters. */
const nameLength = { least: 2, most: 100 };

/** The details of a valid draft: everything that a selection needs besides the Task and the window. */
export interface PatientDetails {
  readonly visitFor: VisitFor;
  readonly contact: Contact | null;
  readonly patient: Patient;
  readonly placeKind: PlaceKind;
  readonly address: Address;
  readonly note: string;
  readonly consents: readonly ConsentGiven[];
}

/**
 * Returns one line of text as it is sent. A paste from a word processor, or a prefilled value, may hold control
 * characters, which the relay rejects.
 */
const lineOf = (typed: string): string => typed.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();

/** The same for a text of several lines. */
const linesOf = (typed: string): string =>
  typed.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, ' ').trim();

/** Returns a line, or an empty text if it has no letter and no digit: the relay would reject it. */
const readableLineOf = (typed: string): string => {
  const line = lineOf(typed);
  return /[\p{L}\p{N}]/u.test(line) ? line : '';
};

/** A visible letter: the fillers of Hangul have no shape. */
const letter = /(?![\u115F\u1160\u3164\uFFA0])\p{L}/u;

const nameProblem = (field: 'first_name' | 'last_name', typed: string): FieldProblem | null => {
  const name = lineOf(typed);
  // By characters, as the relay counts: one may take two units of a string.
  const { length } = Array.from(name);
  if (!letter.test(name)) return `${field}_missing`;
  if (length < nameLength.least) return `${field}_too_short`;
  return length > nameLength.most ? `${field}_too_long` : null;
};

/** The rules by which a draft is validated. */
export interface ReadingRules {
  readonly postcode: Postcode;
  readonly task: Task;
  /** Today at the place, `YYYY-MM-DD`. */
  readonly today: string;
  /** The day of the visit at the place, `YYYY-MM-DD`. */
  readonly visitDay: string;
  /** Names of the months that are accepted besides the English ones, January first. */
  readonly months: readonly string[];
  readonly fields?: FieldRules;
}

/** Fields that the service does not need: they may be empty, unless the merchant's rule is `required`. */
export const mayBeEmpty: ReadonlySet<FieldName> = new Set(['line2', 'note', 'sex', 'nhsNumber']);

const isAsked = (field: FieldName, { asks }: Task): boolean =>
  field === 'sex' || field === 'nhsNumber' ? asks[field] === true : true;

/**
 * Validates a draft. Returns the details of the visit, or the first error of each field, in the order of the form.
 */
export const readDraft = (
  draft: PatientDraft,
  { postcode, task, today, visitDay, months, fields = {} }: ReadingRules,
):
  | { readonly ok: true; readonly value: PatientDetails }
  | { readonly ok: false; readonly problems: FieldProblems } => {
  const problems: Record<string, FieldProblem> = {};
  const blame = (field: string, problem: FieldProblem | null): void => {
    if (problem !== null) problems[field] = problem;
  };
  const take = (field: string, reading: Reading<string>): string => {
    if (reading.ok) return reading.value;
    blame(field, reading.problem);
    return '';
  };
  const forOther = draft.visitFor === 'other';

  if (draft.visitFor === '') blame('visitFor', 'visit_for_missing');
  blame('firstName', nameProblem('first_name', draft.firstName));
  blame('lastName', nameProblem('last_name', draft.lastName));
  const dateOfBirth = take('birthDate', readBirthDate(draft.birthDate, { today, months }));
  if (dateOfBirth !== '' && ageOn(dateOfBirth, visitDay) < (task.minimumAge ?? 0))
    blame('birthDate', 'under_age');
  const { sex } = draft;
  const [note, contactName] = [linesOf(draft.note), readableLineOf(draft.contactName)];
  const [line1, line2, town] = [draft.line1, draft.line2, draft.town].map(readableLineOf) as [
    string,
    string,
    string,
  ];
  const nhsNumber =
    isAsked('nhsNumber', task) && draft.nhsNumber.trim() !== ''
      ? take('nhsNumber', readNhsNumber(draft.nhsNumber))
      : '';
  if (forOther && contactName === '') blame('contactName', 'contact_name_missing');
  const phone = take('phone', readPhone(draft.phone));
  const email = take('email', readEmail(draft.email));
  if (line1 === '') blame('line1', 'line1_missing');
  if (town === '') blame('town', 'town_missing');
  if (draft.note.length > longestNote) blame('note', 'note_too_long');
  for (const field of mayBeEmpty)
    if (
      fields[field] === 'required' &&
      isAsked(field, task) &&
      draft[field as 'note'].trim() === ''
    )
      blame(field, 'answer_missing');
  // A consent to another version of the text does not count.
  const consents = task.consents.flatMap(
    ({ id, version }) =>
      draft.consents.find((given) => given.id === id && given.version === version) ?? [],
  );
  for (const { id, required } of task.consents)
    if (required && !consents.some((given) => given.id === id))
      blame(consentField(id), 'consent_missing');

  if (draft.visitFor === '' || Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      visitFor: draft.visitFor,
      contact: forOther ? { name: contactName, phone, email } : null,
      patient: {
        firstName: lineOf(draft.firstName),
        lastName: lineOf(draft.lastName),
        dateOfBirth,
        phone,
        email,
        ...(isAsked('sex', task) && sex !== '' ? { sex } : {}),
        ...(nhsNumber === '' ? {} : { nhsNumber }),
      },
      placeKind: draft.placeKind,
      address: {
        line1,
        ...(line2 === '' ? {} : { line2 }),
        town,
        postcode,
      },
      note,
      consents,
    },
  };
};
