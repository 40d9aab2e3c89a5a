import type { Booking } from '../booking/appointment.js';
import type { Selection } from '../booking/selection.js';
import type { Task } from '../booking/task.js';
import type { AppointmentWindow } from '../booking/window.js';
import { wrongField } from './refusal.js';
import { timeZone } from './timetable.js';

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

/** Refuses a selection that the Task does not allow: a patient not yet born, a consent missing or outdated. */
export const checkSelection = (
  { patients, consents }: Selection,
  { task, today }: { readonly task: Task; readonly today: string },
): void => {
  const unborn = patients.findIndex(({ dateOfBirth }) => dateOfBirth >= today);
  if (unborn >= 0) throw wrongField(`patients.${String(unborn)}.dateOfBirth`, 'Not born yet.');
  const isCurrent = ({ id, version }: { id: string; version: string }): boolean =>
    task.consents.some((consent) => consent.id === id && consent.version === version);
  const given = new Set(consents.map(({ id }) => id));
  if (!consents.every(isCurrent) || task.consents.some((c) => c.required && !given.has(c.id)))
    throw wrongField('consents', 'A consent is missing or outdated.');
};

/** The answer to an order. Without its window a paid order is not lost: the platform asks the patient to choose. */
export const makeBooking = (
  { patients, location }: Selection,
  task: Task,
  window: AppointmentWindow | undefined,
): Booking => ({
  appointment: {
    id: `app_${crypto.randomUUID()}`,
    status: window ? 'scheduled' : 'scheduling',
    taskName: task.name,
    firstName: patients[0]?.firstName ?? '',
    startAt: window?.startAt,
    endAt: window?.endAt,
    timeZone,
    postcode: location.address.postcode,
  },
  outcome: window ? 'scheduled' : 'patient-led',
  manageToken: `man_${crypto.randomUUID()}`,
});
