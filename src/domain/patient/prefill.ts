import type { PatientDraft } from './draft.js';

/** Details of the person who books that the shop already knows. */
export interface Prefill {
  readonly postcode?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly town?: string;
  /** `female` or `male`. */
  readonly sex?: string;
  readonly nhsNumber?: string;
}

type Given = Partial<Omit<PatientDraft, 'visitFor' | 'placeKind' | 'consents'>> & {
  /** Not a field of the patient form: the postcode belongs to the first step. */
  readonly postcode?: string;
};

const isEmpty = (answer: unknown): boolean =>
  typeof answer === 'string' ? answer === '' : Object.values(answer as object).every(isEmpty);

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Converts the values to those of the form: the date of birth becomes three fields without leading zeros. */
const asTyped = (prefill: Prefill): Given => {
  const { birthDate, ...given } = prefill;
  const [year = '', month = '', day = ''] = birthDate?.split('-') ?? [];
  const number = (part: string): string => part.replace(/^0/, '');
  return birthDate === undefined
    ? given
    : { ...given, birthDate: { day: number(day), month: number(month), year } };
};

/** Fields about the patient alone. The phone number and the email address are those of the person who books. */
const ofThePatient = ['firstName', 'lastName', 'birthDate', 'sex', 'nhsNumber'] as const;

/**
 * Fills the empty fields of a draft with the shop's values, once `visitFor` is answered. Fields with a value are
 * not changed. If the visit is for someone else, the fields about the patient are not filled, and values equal to
 * those of `prefill` are removed from them.
 */
export const prefilled = (draft: PatientDraft, prefill: Prefill): PatientDraft => {
  const given = (Object.entries(asTyped(prefill)) as [keyof Given, string][]).filter(
    ([name]) => name in draft,
  );
  const isOthers = (name: string): boolean =>
    draft.visitFor === 'other' && (ofThePatient as readonly string[]).includes(name);
  const changes = given.flatMap(([name, value]) => {
    if (isOthers(name))
      return isSame(draft[name as keyof PatientDraft], value)
        ? [[name, name === 'birthDate' ? { day: '', month: '', year: '' } : '']]
        : [];
    return draft.visitFor !== '' && isEmpty(draft[name as keyof PatientDraft])
      ? [[name, value]]
      : [];
  });
  return changes.length === 0
    ? draft
    : { ...draft, ...(Object.fromEntries(changes) as Partial<PatientDraft>) };
};
