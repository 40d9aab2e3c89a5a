import type { FieldName, FieldRule, FieldRules, PatientDraft } from '../../domain/patient/draft.js';
import { mayBeEmpty } from '../../domain/patient/validate-draft.js';
import { standingOf } from './field-state.js';

/** Warns of the merchant's rules for fields that cannot be applied, once per field. For test mode. */
export const warnOfFields = (
  form: { readonly fields: FieldRules; readonly draft: PatientDraft },
  told: Set<string>,
): void => {
  for (const [field, rule] of Object.entries(form.fields) as [FieldName, FieldRule][]) {
    const needsValue = rule === 'readonly' || rule === 'hidden';
    const isWrong = needsValue
      ? form.draft.visitFor === 'me' && standingOf(form, field) === 'asked'
      : rule === 'optional' && !mayBeEmpty.has(field);
    if (!isWrong || told.has(field)) continue;
    told.add(field);
    const why = needsValue ? `it has no value to be ${rule}` : 'the service needs it';
    console.warn(`<ally-booking> asks for ${field}: ${why}.`);
  }
};
