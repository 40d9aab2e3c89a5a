import { Temporal } from 'temporal-polyfill';
import type { Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import { behaviours } from './behaviours.js';
import { Refusal, wrongField } from './refusal.js';
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

/** Refuses a selection that the Task does not allow: too young a patient, more than is asked, a consent missing. */
export const checkSelection = (
  { patients, consents }: Selection,
  {
    task,
    today,
    visitDay,
  }: { readonly task: Task; readonly today: string; readonly visitDay: string },
): void => {
  patients.forEach((patient, index) => {
    const field = (name: string): string => `patients.${String(index)}.${name}`;
    const born = Temporal.PlainDate.from(patient.dateOfBirth);
    const { years } = born.until(visitDay, { largestUnit: 'years' });
    if (Temporal.PlainDate.compare(born, today) >= 0)
      throw wrongField(field('dateOfBirth'), 'Not born yet.');
    if (years < (task.minimumAge ?? 0)) throw wrongField(field('dateOfBirth'), 'Too young.');
    for (const asked of ['sex', 'nhsNumber'] as const)
      if (patient[asked] !== undefined && task.asks[asked] !== true)
        throw wrongField(field(asked), 'Not asked for.');
  });
  const isCurrent = ({ id, version }: { id: string; version: string }): boolean =>
    task.consents.some((consent) => consent.id === id && consent.version === version);
  const given = new Set(consents.map(({ id }) => id));
  if (!consents.every(isCurrent) || task.consents.some((c) => c.required && !given.has(c.id)))
    throw wrongField('consents', 'A consent is missing or outdated.');
};
