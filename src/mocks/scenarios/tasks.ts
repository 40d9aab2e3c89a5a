import type { Selection } from '../../domain/selection.js';
import { refusedField, type SelectionRules } from '../../domain/selection-rules.js';
import type { Task } from '../../domain/task.js';
import { behaviours } from './behaviours.js';
import { Refusal, wrongField } from '../http-error.js';
import { scenarioOfTask, type ScenarioName } from './scenarios.js';

/** The Task of the pretend clinic. */
export const defaultTask: Task = {
  id: 'tsk_blood',
  name: 'Blood test at home',
  description: 'A clinician comes to you and takes a blood sample.',
  durationMinutes: 30,
  asks: {},
  consents: [
    {
      id: 'care',
      version: '2026-01',
      text: 'I agree that a clinician takes a blood sample, and that my details are shared with the laboratory',
      required: true,
    },
  ],
  privacyUrl: 'https://example.com/privacy',
  testMode: true,
};

/** A Task by its id, as its own scenario or the one that is forced has it. */
export const taskOf = (taskId: string, forced: ScenarioName | null): Task => {
  const own = scenarioOfTask(taskId);
  if (taskId !== defaultTask.id && own === undefined)
    throw new Refusal(404, 'not_found', 'No such Task.');
  const playing = own ?? forced;
  const change = playing === null ? undefined : behaviours[playing]?.task;
  return { ...defaultTask, ...change, id: taskId };
};

/** Refuses a selection that the Task does not allow. */
export const checkSelection = (selection: Selection, rules: SelectionRules): void => {
  const refused = refusedField(selection, rules);
  if (refused) throw wrongField(refused.param, refused.why);
};
