/** What the platform can be asked: what its documents say of it, and what is assumed where they are silent. */

/** One question to the platform. */
export interface PlatformOperation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the base; `{id}` is filled in. */
  readonly path: string;
  /** What the platform's documents say of it. */
  readonly documented: string;
  /** What they do not say, and is assumed here. */
  readonly assumed: string;
}

/** The platform's base; later public documents have `https://api.heim.health/v1`. Documented. */
export const platformBase = 'https://api.allyhealth.co.uk/v1';

/** Keys that begin so never send anyone. Documented. */
export const testKeyPrefix = 'test_';

export const platformOperations = {
  listTasks: {
    method: 'GET',
    path: '/tasks',
    documented: 'that Tasks exist, and are designed for each Organisation',
    assumed: 'path; the answer’s shape',
  },
  checkCoverage: {
    method: 'POST',
    path: '/coverage',
    documented: 'that every location must lie inside the coverage area',
    assumed: 'that it can be asked at all; path, body and answer',
  },
  listWindows: {
    method: 'POST',
    path: '/availability',
    documented: 'an Availability API that gives window ids, from today to about three weeks ahead',
    assumed: 'path, body and answer; that a hold of one’s own is not counted against oneself',
  },
  placeHold: {
    method: 'POST',
    path: '/holds',
    documented: 'nothing',
    assumed: 'all of it; 404, 405 or 501: not offered',
  },
  releaseHold: {
    method: 'DELETE',
    path: '/holds/{id}',
    documented: 'nothing',
    assumed: 'all of it',
  },
  createPatient: {
    method: 'POST',
    path: '/patients',
    documented: 'fields and their limits; the answer’s id',
    assumed: 'path; how a date of birth is written; the rest of the answer',
  },
  readPatient: {
    method: 'GET',
    path: '/patients/{id}',
    documented: 'nothing',
    assumed: 'all of it',
  },
  findPatients: {
    method: 'GET',
    path: '/patients/',
    documented: 'path; the filter by externalRef',
    assumed: 'the answer’s shape',
  },
  createAppointment: {
    method: 'POST',
    path: '/appointments',
    documented:
      'fields; without windowId the platform asks the patient to choose; externalRef need not be unique',
    assumed:
      'path; the address’s fields; holdId; 409 for a window that is gone; the answer’s shape',
  },
  readAppointment: {
    method: 'GET',
    path: '/appointments/{id}',
    documented: 'nothing',
    assumed: 'all of it',
  },
  findAppointments: {
    method: 'GET',
    path: '/appointments/',
    documented: 'path; the filter by externalRef',
    assumed: 'the answer’s shape',
  },
  cancelAppointment: {
    method: 'POST',
    path: '/appointments/{id}/cancel',
    documented: 'path; note, cancellingEntity, causingEntity, reasonCode; once only',
    assumed: 'the reason codes for a cancelled order; the answer’s shape',
  },
} as const satisfies Record<string, PlatformOperation>;

export type PlatformOperationName = keyof typeof platformOperations;

/** The platform's filter; the reference stands in a quoted string. Documented. */
export const filterByRef = (externalRef: string): string => `externalRef:"${externalRef}"`;

/** What may be sought by that filter: nothing that could end the quoted string. */
export const searchableRef = /^[\w.#-]{1,128}$/;
