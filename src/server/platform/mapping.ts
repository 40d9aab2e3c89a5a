import * as z from 'zod/mini';
import type { Patient } from '../../domain/patient/validate-draft.js';
import type { Selection } from '../../domain/selection.js';
import type { Price } from '../../domain/price.js';
import * as contract from '../../platform/schemas.js';
import type {
  PlatformAppointment,
  PlatformAppointmentAsk,
  PlatformCancelAsk,
  PlatformPatient,
  PlatformPatientAsk,
  PlatformTask,
} from '../../platform/schemas.js';

/** Why the platform refuses. */
export type Refusal =
  | { readonly kind: 'window-gone' }
  | { readonly kind: 'outside-coverage' }
  | { readonly kind: 'field'; readonly param: string }
  | { readonly kind: 'other' };

/** What an appointment is made of, beside its selection. */
export interface AppointmentFacts {
  readonly patientId: string;
  readonly externalRef: string;
  /** Without its window the platform asks the patient to choose one. */
  readonly withWindow: boolean;
  readonly price?: Price | undefined;
}

/** Who cancels, and why. */
export interface Cancelling {
  readonly by: 'organisation' | 'patient';
  readonly note: string;
}

/**
 * What is said to the platform and how its answers are understood. Its documents leave much of it open: where one of
 * these is found to be otherwise, `platformMapping` replaces that one.
 */
export interface PlatformMapping {
  readonly tasksFrom: (json: unknown) => PlatformTask[];
  readonly coverageFrom: (json: unknown) => z.output<typeof contract.platformCoverage>;
  readonly windowsFrom: (json: unknown) => z.output<typeof contract.platformWindows>;
  readonly holdFrom: (json: unknown) => z.output<typeof contract.platformHold>;
  readonly patientFrom: (json: unknown) => PlatformPatient;
  readonly patientsFrom: (json: unknown) => PlatformPatient[];
  readonly appointmentFrom: (json: unknown) => PlatformAppointment;
  readonly appointmentsFrom: (json: unknown) => PlatformAppointment[];
  readonly refusalFrom: (status: number, json: unknown) => Refusal;
  readonly patientAsk: (selection: Selection, externalRef: string) => PlatformPatientAsk;
  readonly appointmentAsk: (
    selection: Selection,
    facts: AppointmentFacts,
  ) => PlatformAppointmentAsk;
  readonly cancelAsk: (cancelling: Cancelling) => PlatformCancelAsk;
}

const refusalFrom = (status: number, json: unknown): Refusal => {
  const said = z.safeParse(contract.platformFailure, json);
  const { code, param } = said.success ? said.data.error : {};
  if (status === 409) return { kind: 'window-gone' };
  if (code === 'outside_coverage') return { kind: 'outside-coverage' };
  if ([400, 422].includes(status) && typeof param === 'string') return { kind: 'field', param };
  return { kind: 'other' };
};

const patientAsk = ({ patients, location }: Selection, externalRef: string): PlatformPatientAsk => {
  const { firstName, lastName, phone, email, dateOfBirth, sex, nhsNumber } = patients[0] as Patient;
  return {
    firstName,
    lastName,
    phone,
    email,
    dateOfBirth,
    externalRef,
    ...(sex !== undefined && { sex }),
    ...(nhsNumber !== undefined && { nhsNumber }),
    address: [location.address],
  };
};

/** Whoever books is called, for the visit may be for somebody who cannot answer. */
const phoneOf = ({ contact, patients }: Selection): string =>
  contact?.phone ?? (patients[0] as Patient).phone;

const metadataOf = (
  { for: whom, contact, location, consents }: Selection,
  price: Price | undefined,
): Record<string, unknown> => ({
  for: whom,
  placeKind: location.kind,
  consents,
  ...(contact && { contact }),
  ...(price && { price }),
});

const appointmentAsk: PlatformMapping['appointmentAsk'] = (
  selection,
  { patientId, externalRef, withWindow, price },
) => {
  const { taskId, windowId, holdId, location, note } = selection;
  return {
    patientId,
    taskId,
    externalRef,
    phone: phoneOf(selection),
    location: { address: location.address },
    ...(withWindow && { windowId, ...(holdId !== undefined && { holdId }) }),
    ...(note !== undefined && { note }),
    metadata: metadataOf(selection, price),
  };
};

/** The reason codes of the documents are the practitioner's and the platform's own; these two are assumed. */
const cancelAsk = ({ by, note }: Cancelling): PlatformCancelAsk => ({
  note,
  cancellingEntity: by,
  causingEntity: by,
  reasonCode: by === 'patient' ? 'patient_cancelled' : 'order_cancelled',
});

export const defaultMapping: PlatformMapping = {
  tasksFrom: (json) => z.parse(contract.platformTasks, json).data,
  coverageFrom: (json) => z.parse(contract.platformCoverage, json),
  windowsFrom: (json) => z.parse(contract.platformWindows, json),
  holdFrom: (json) => z.parse(contract.platformHold, json),
  patientFrom: (json) => z.parse(contract.platformPatient, json),
  patientsFrom: (json) => z.parse(contract.platformPatients, json).data,
  appointmentFrom: (json) => z.parse(contract.platformAppointment, json),
  appointmentsFrom: (json) => z.parse(contract.platformAppointments, json).data,
  refusalFrom,
  patientAsk,
  appointmentAsk,
  cancelAsk,
};
