/**
 * The operations of the platform API: the facts that its documentation gives on each, and the assumptions where it is
 * silent.
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
    assumed: 'path; the answer’s shape; that one answer has all Tasks',
  },
  checkCoverage: {
    method: 'POST',
    path: '/coverage',
    documented: 'that every location must lie inside the coverage area',
    assumed: 'that coverage can be checked at all; path, body and answer',
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
    assumed: 'path; the format of a date of birth; the rest of the answer',
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
    assumed:
      'the answer’s shape; that items have their externalRef; paging, exactness and freshness',
  },
  createAppointment: {
    method: 'POST',
    path: '/appointments',
    documented:
      'fields; without windowId the platform asks the patient to choose; externalRef need not be unique',
    assumed:
      'path; the address’s fields; holdId; the code for a window that is not free; the answer’s shape; 128 characters of externalRef',
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
    assumed:
      'the answer’s shape; that items have their externalRef; paging, exactness and freshness',
  },
  cancelAppointment: {
    method: 'POST',
    path: '/appointments/{id}/cancel',
    documented: 'path; note, cancellingEntity, causingEntity, reasonCode; once only',
    assumed:
      'the reason codes for a cancelled order; the code for a second cancellation; the answer’s shape',
  },
} as const satisfies Record<string, PlatformOperation>;

export type PlatformOperationName = keyof typeof platformOperations;

/** Facts and assumptions that concern every operation, by topic. */
export const platformConventions = {
  lists: { documented: 'nothing', assumed: '`{"data": […]}`, or the list by itself' },
  shapes: {
    documented: '`patient.id` and `window.startAt` as names of filters',
    assumed: 'flat (`patientId`, `startAt`) or nested (`patient.id`, `window.startAt`) properties',
  },
  paging: {
    documented: 'nothing',
    assumed:
      '`next` (a URL below the base URL, or its path), `nextCursor` or `next_cursor` (sent as `cursor`), `hasMore` or `has_more`; without any of them, a list of 10, 20, 25, 50 or 100 items may be a first page',
  },
  exactness: {
    documented: 'nothing',
    assumed:
      'that the filter finds at least every record with exactly the reference; other records are dropped',
  },
  refusals: {
    documented: 'nothing',
    assumed: '`{"error": {"code", "message", "param"}}`, or the same properties at the top',
  },
  requestIds: {
    documented: 'nothing',
    assumed:
      'the header `x-request-id` or `request-id`, or `error.requestId` or `requestId` in the body',
  },
  times: { documented: 'nothing', assumed: 'ISO 8601 with an offset or `Z`' },
} as const satisfies Record<string, Pick<PlatformOperation, 'documented' | 'assumed'>>;

/** Codes of refusals, in lower case and with `_` between words. All of them are assumed. */
export const platformCodes = {
  /** The window is not free. The status 409 alone does not say so: a platform may refuse a repeated reference by it. */
  windowUnavailable: [
    'window_unavailable',
    'window_taken',
    'window_gone',
    'window_not_available',
    'slot_unavailable',
    'slot_taken',
    'no_longer_available',
  ],
  outsideCoverage: ['outside_coverage', 'outside_coverage_area', 'not_covered'],
  alreadyCancelled: ['already_cancelled', 'already_canceled'],
} as const;

/** Returns a filter by reference, in which the reference is a quoted string. Documented. */
export function filterByRef(externalRef: string): string {
  return `externalRef:"${externalRef}"`;
}

/**
 * References that the filter can find: no character ends the quoted string. Assumed: the platform keeps 128 characters,
 * and its filter has no wildcard among these.
 */
export const searchableRef = /^[\w.#~-]{1,128}$/;
