import { ageOn } from './patient/birth-date.js';
import type { Selection } from './selection.js';
import type { Task } from './task.js';

/** The rules by which a selection is validated. Days are calendar days at the place, `YYYY-MM-DD`. */
export interface SelectionRules {
  readonly task: Task;
  readonly today: string;
  readonly visitDay: string;
}

/** A field that the Task does not allow: its path in the selection, and the reason. */
export interface RefusedField {
  readonly param: string;
  readonly why: string;
}

/**
 * Returns the first field that the Task does not allow, or null. Causes are a patient who is too young or not born
 * yet, a field that the Task does not ask for, and a consent that is missing or outdated.
 */
export const refusedField = (
  { patients, consents }: Selection,
  { task, today, visitDay }: SelectionRules,
): RefusedField | null => {
  for (const [index, patient] of patients.entries()) {
    const refuse = (field: string, why: string): RefusedField => ({
      param: `patients.${String(index)}.${field}`,
      why,
    });
    if (patient.dateOfBirth >= today) return refuse('dateOfBirth', 'Not born yet.');
    if (ageOn(patient.dateOfBirth, visitDay) < (task.minimumAge ?? 0))
      return refuse('dateOfBirth', 'Too young.');
    for (const asked of ['sex', 'nhsNumber'] as const)
      if (patient[asked] !== undefined && task.asks[asked] !== true)
        return refuse(asked, 'Not asked for.');
  }
  const isCurrent = ({ id, version }: { id: string; version: string }): boolean =>
    task.consents.some((consent) => consent.id === id && consent.version === version);
  const given = new Set(consents.map(({ id }) => id));
  const isComplete = task.consents.every(({ id, required }) => !required || given.has(id));
  return isComplete && consents.every(isCurrent)
    ? null
    : { param: 'consents', why: 'A consent is missing or outdated.' };
};
