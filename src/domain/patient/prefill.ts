import type { PatientDraft } from './draft.js';

/** What the shop knows already of the person who books. */
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
  readonly sex?: string;
  readonly nhsNumber?: string;
}

type Given = Partial<Omit<PatientDraft, 'visitFor' | 'placeKind' | 'consents'>> & {
  /** Not the form's: it belongs to the first step. */
  readonly postcode?: string;
};

const isEmpty = (answer: unknown): boolean =>
  typeof answer === 'string' ? answer === '' : Object.values(answer as object).every(isEmpty);

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The same as the form has it. */
const asTyped = (prefill: Prefill): Given => {
  const { birthDate, ...given } = prefill;
  const [year = '', month = '', day = ''] = birthDate?.split('-') ?? [];
  const number = (part: string): string => part.replace(/^0/, '');
  return birthDate === undefined
    ? given
    : { ...given, birthDate: { day: number(day), month: number(month), year } };
};

/** Only the patient's own: the phone and the email are those of whoever books. */
const ofThePatient = ['firstName', 'lastName', 'birthDate', 'sex', 'nhsNumber'] as const;

/**
 * A draft with what the shop knows, once it is known that the visit is for the person who books: empty fields
 * are filled, and nothing that was typed is touched. For someone else, what is known of the person who books
 * is taken out of the patient's own fields again.
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
