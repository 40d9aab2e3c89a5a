import type { FieldProblems, FieldRules } from '../../domain/patient/draft.js';
import { readDraft } from '../../domain/patient/validate-draft.js';
import { makeSelection, type Selection } from '../../domain/selection.js';
import { placeTime } from '../../domain/time/zoned-time.js';
import type { PatientState } from './state.js';

/**
 * Validates the draft. Returns a complete selection, or the errors of the fields. The code loads with the patient
 * step, and not before.
 */
export const readSelection = (
  { task, coverage, list, chosen, draft }: PatientState,
  {
    now,
    months,
    fields,
  }: { readonly now: Date; readonly months: readonly string[]; readonly fields: FieldRules },
):
  | { readonly ok: true; readonly value: Selection }
  | { readonly ok: false; readonly problems: FieldProblems } => {
  // The form is not shown until the Task has loaded: before that there are no errors.
  if (task.status !== 'ready') return { ok: false, problems: {} };
  const reading = readDraft(draft, {
    postcode: coverage.postcode,
    task: task.value,
    today: placeTime(now, list.timeZone).date,
    visitDay: placeTime(chosen.startAt, list.timeZone).date,
    months,
    fields,
  });
  if (!reading.ok) return reading;
  const ids = { taskId: task.value.id, windowId: chosen.id };
  return { ok: true, value: makeSelection(reading.value, ids) };
};

export { fieldOfParam } from '../../domain/patient/field-path.js';
