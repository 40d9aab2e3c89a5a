/**
 * The operations of the platform API: what its documentation says of each, and what is assumed where it is silent.
 */

/** An operation of the platform API. */
export interface PlatformOperation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The path below the base URL; `{id}` is replaced. */
  readonly path: string;
  /** The facts that the platform's documentation gives. */
  readonly documented: string;
  /** Assumptions where the documentation is silent. */
  readonly assumed: string;
}

/** The base URL of the platform; later public documents have `https://api.heim.health/v1`. Documented. */
export const platformBase = 'https://api.allyhealth.co.uk/v1';

/** The prefix of test keys, with which no clinician is ever sent. Documented. */
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

/** Returns a filter by reference, in which the reference is a quoted string. Documented. */
export const filterByRef = (externalRef: string): string => `externalRef:"${externalRef}"`;

/** References that the filter can find: they have no character that could end the quoted string. */
export const searchableRef = /^[\w.#-]{1,128}$/;
