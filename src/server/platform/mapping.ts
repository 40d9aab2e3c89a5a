import type * as z from 'zod/mini';
import type { Price } from '../../domain/price.js';
import type { Selection } from '../../domain/selection.js';
import { platformCodes } from '../../platform/operations.js';
import type {
  PlatformAppointment,
  PlatformAppointmentAsk,
  PlatformCancelAsk,
  PlatformPatient,
  PlatformPatientAsk,
  platformCoverage,
  platformHold,
  PlatformTask,
  platformWindows,
} from '../../platform/schemas.js';
import { rawTextIn, textIn } from './details.js';
import { nextPage, type NextPage } from './paging.js';

/** Why the platform refuses a request. */
export type Refusal =
  | { readonly kind: 'window_unavailable' }
  | { readonly kind: 'outside_coverage' }
  | { readonly kind: 'already_cancelled' }
  /** `param` is the path of the field: at most 64 letters, digits, `_` and `.`. */
  | { readonly kind: 'field'; readonly param: string }
  | { readonly kind: 'other' };

/** Facts of an appointment that its selection does not have. */
export interface AppointmentFacts {
  readonly patientId: string;
  /** The order's mark. */
  readonly externalRef: string;
  /** Without its window the platform asks the patient to choose one. */
  readonly withWindow: boolean;
  readonly price?: Price | undefined;
}

/** By whom an appointment is cancelled, and why. */
export interface Cancelling {
  readonly by: 'organisation' | 'patient';
  readonly note: string;
}

/** An answer as a merchant's function returns it: properties that are left out count as null. */
export type Answer<Shape extends { readonly id: string }> = Pick<Shape, 'id'> & Partial<Shape>;

/**
 * The form of requests to the platform and of its answers. Its documents leave much of it open: a merchant replaces a
 * function where the platform does otherwise. A function gets the parsed JSON of an answer, and its result is checked.
 * Without `patientsFrom`, `patientFrom` reads each item of a list; the same holds for appointments.
 */
export interface PlatformMapping {
  readonly tasksFrom: (json: unknown) => PlatformTask[];
  readonly coverageFrom: (json: unknown) => z.input<typeof platformCoverage>;
  readonly windowsFrom: (json: unknown) => z.input<typeof platformWindows>;
  readonly holdFrom: (json: unknown) => z.output<typeof platformHold>;
  readonly patientFrom: (json: unknown) => Answer<PlatformPatient>;
  readonly patientsFrom: (json: unknown) => Answer<PlatformPatient>[];
  readonly appointmentFrom: (json: unknown) => Answer<PlatformAppointment>;
  readonly appointmentsFrom: (json: unknown) => Answer<PlatformAppointment>[];
  /** Finds the next page of a search in a page of it. */
  readonly nextPage: (json: unknown) => NextPage;
  /** `json` is undefined if the body is not JSON. */
  readonly refusalFrom: (status: number, json: unknown) => Refusal;
  readonly patientAsk: (selection: Selection, externalRef: string) => PlatformPatientAsk;
  readonly appointmentAsk: (
    selection: Selection,
    facts: AppointmentFacts,
  ) => PlatformAppointmentAsk;
  readonly cancelAsk: (cancelling: Cancelling) => PlatformCancelAsk;
}

/** The path of a field that may go to the page. */
const fieldPath = /^[A-Za-z0-9_.]{1,64}$/;

/** Returns whether a code is in a list, whatever its case and its separator. */
function isIn(codes: readonly string[], code: string | null): boolean {
  return codes.includes(
    (code ?? '')
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
}

/** A code decides. A status alone only tells that a field may be wrong: 409 has several causes. */
function refusalFrom(status: number, json: unknown): Refusal {
  const code = textIn(json, 'code');
  if (isIn(platformCodes.windowUnavailable, code)) return { kind: 'window_unavailable' };
  if (isIn(platformCodes.outsideCoverage, code)) return { kind: 'outside_coverage' };
  if (isIn(platformCodes.alreadyCancelled, code)) return { kind: 'already_cancelled' };
  const param = rawTextIn(json, 'param');
  if ((status === 400 || status === 422) && param !== null && fieldPath.test(param))
    return { kind: 'field', param };
  return { kind: 'other' };
}

/** Reads a refusal. A merchant's function that throws, or returns anything else, is passed over. */
export function readRefusal(
  status: number,
  json: unknown,
  own: PlatformMapping['refusalFrom'] | undefined,
): Refusal {
  if (!own) return refusalFrom(status, json);
  try {
    const { kind, param } = own(status, json) as { kind: unknown; param?: unknown };
    switch (kind) {
      case 'window_unavailable':
      case 'outside_coverage':
      case 'already_cancelled':
        return { kind };
      case 'field':
        if (typeof param === 'string' && fieldPath.test(param)) return { kind, param };
    }
    return { kind: 'other' };
  } catch {
    return refusalFrom(status, json);
  }
}

function patientOf({ patients: [patient] }: Selection) {
  if (!patient) throw new TypeError('The selection was not checked: it has no patient.');
  return patient;
}

function patientAsk(selection: Selection, externalRef: string): PlatformPatientAsk {
  const { firstName, lastName, phone, email, dateOfBirth, sex, nhsNumber } = patientOf(selection);
  return {
    firstName,
    lastName,
    phone,
    email,
    dateOfBirth,
    externalRef,
    sex,
    nhsNumber,
    address: [selection.location.address],
  };
}

/** The platform calls the person who books: the patient may not be able to answer. */
function phoneOf(selection: Selection): string {
  return selection.contact?.phone ?? patientOf(selection).phone;
}

/** The mark is repeated, for staff and for exports. */
function metadataOf(
  { for: visitFor, contact, location, consents }: Selection,
  { externalRef, price }: AppointmentFacts,
): Record<string, unknown> {
  return {
    for: visitFor,
    placeKind: location.kind,
    consents,
    contact,
    price,
    mark: externalRef,
  };
}

function appointmentAsk(selection: Selection, facts: AppointmentFacts): PlatformAppointmentAsk {
  const { taskId, windowId, holdId, location, note } = selection;
  const { patientId, externalRef, withWindow } = facts;
  return {
    patientId,
    taskId,
    externalRef,
    phone: phoneOf(selection),
    location: { address: location.address },
    windowId: withWindow ? windowId : undefined,
    holdId: withWindow ? holdId : undefined,
    note,
    metadata: metadataOf(selection, facts),
  };
}

/** The reason codes of the documents are the practitioner's and the platform's own; these two are assumed. */
function cancelAsk({ by, note }: Cancelling): PlatformCancelAsk {
  return {
    note,
    cancellingEntity: by,
    causingEntity: by,
    reasonCode: by === 'patient' ? 'patient_cancelled' : 'order_cancelled',
  };
}

/** The functions that write requests, and that find the next page. */
export const defaultMapping = {
  nextPage,
  patientAsk,
  appointmentAsk,
  cancelAsk,
} satisfies Partial<PlatformMapping>;

function isSameText(found: string | null, selected: string | undefined): boolean {
  const plain = (text: string): string => text.trim().normalize('NFC');
  return found !== null && selected !== undefined && plain(found) === plain(selected);
}

/** Compares properties that the platform may not return, or that a selection may not have. */
function isCompatible(found: string | null, selected: string | undefined): boolean {
  return found === null || selected === undefined || isSameText(found, selected);
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/**
 * Returns whether a patient of the platform is the selection's: the names and the date of birth must be there and be
 * equal, and so must every other property that both have. A patient that is not certain to be the same is not reused:
 * patients may repeat on the platform.
 */
export function isSamePatient(found: PlatformPatient, selection: Selection): boolean {
  const [patient] = selection.patients;
  if (!patient) return false;
  return (
    isSameText(found.firstName, patient.firstName) &&
    isSameText(found.lastName, patient.lastName) &&
    isSameText(found.dateOfBirth, patient.dateOfBirth) &&
    isCompatible(found.phone && withoutSpaces(found.phone), withoutSpaces(patient.phone)) &&
    isCompatible(found.email && found.email.toLowerCase(), patient.email.toLowerCase()) &&
    isCompatible(found.sex, patient.sex) &&
    isCompatible(found.nhsNumber && withoutSpaces(found.nhsNumber), patient.nhsNumber)
  );
}
