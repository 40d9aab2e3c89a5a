import type { ServiceProblem } from '../../domain/problems.js';

/** Facts about an error code. */
export interface ErrorCode {
  /** The HTTP status of responses with this code; null if the code is made in the page, not by the relay. */
  readonly status: number | null;
  /** Whether the same request may succeed later. */
  readonly canRetry: boolean;
}

/**
 * Every error code that a page can get, in the events of the elements and in the errors of the client. The relay's
 * responses have the same spelling. docs/embedding.md describes for each code what a merchant can do.
 */
export const errorCodes = {
  offline: { status: null, canRetry: true },
  timed_out: { status: null, canRetry: true },
  outcome_unknown: { status: null, canRetry: true },
  script_failed: { status: null, canRetry: true },
  contract_broken: { status: null, canRetry: false },
  forbidden_origin: { status: 403, canRetry: false },
  not_found: { status: 404, canRetry: false },
  window_unavailable: { status: 409, canRetry: false },
  outside_coverage: { status: 422, canRetry: false },
  validation_failed: { status: 422, canRetry: false },
  refused: { status: 422, canRetry: false },
  rate_limited: { status: 429, canRetry: true },
  misconfigured: { status: 500, canRetry: false },
  unavailable: { status: 503, canRetry: true },
} as const satisfies Record<ServiceProblem, ErrorCode>;

/**
 * Every error code of the relay: those that a page can get, and those that only a malformed request or a merchant's
 * server gets.
 */
export const relayErrorCodes = {
  forbidden_origin: errorCodes.forbidden_origin,
  not_found: errorCodes.not_found,
  window_unavailable: errorCodes.window_unavailable,
  outside_coverage: errorCodes.outside_coverage,
  validation_failed: errorCodes.validation_failed,
  refused: errorCodes.refused,
  rate_limited: errorCodes.rate_limited,
  misconfigured: errorCodes.misconfigured,
  unavailable: errorCodes.unavailable,
  malformed: { status: 400, canRetry: false },
  unauthorised: { status: 401, canRetry: false },
  method_not_allowed: { status: 405, canRetry: false },
  unsupported_version: { status: 400, canRetry: false },
  key_reused: { status: 409, canRetry: false },
  too_slow: { status: 408, canRetry: true },
  too_large: { status: 413, canRetry: false },
  unsupported_media_type: { status: 415, canRetry: false },
  internal: { status: 500, canRetry: true },
  booking_unsettled: { status: 503, canRetry: true },
} as const satisfies Record<string, ErrorCode & { readonly status: number }>;

/** An error code of the relay. */
export type RelayErrorCode = keyof typeof relayErrorCodes;

/**
 * Every error code of the server SDK. The responses of `POST /orders` and `/orders/…` have the same spelling. `status`
 * is the HTTP status of those responses; an unsettled booking is answered with 202 there.
 */
export const serverErrorCodes = {
  misconfigured: relayErrorCodes.misconfigured,
  booking_unsettled: relayErrorCodes.booking_unsettled,
  token_refused: { status: 422, canRetry: false },
  token_unreadable: { status: 503, canRetry: true },
  token_expired: { status: 422, canRetry: false },
  token_used: { status: 409, canRetry: false },
  key_reused: relayErrorCodes.key_reused,
  order_ref_refused: { status: 422, canRetry: false },
  order_has_booking: { status: 409, canRetry: false },
  order_paid: { status: 409, canRetry: false },
  order_cancelled: { status: 409, canRetry: false },
  platform_refused: { status: 422, canRetry: false },
  platform_access_denied: { status: 503, canRetry: true },
  platform_unavailable: { status: 503, canRetry: true },
  platform_unknown: { status: 503, canRetry: true },
  platform_answer: { status: 502, canRetry: false },
  store_unavailable: { status: 503, canRetry: true },
  webhook_refused: { status: 400, canRetry: false },
} as const satisfies Record<string, ErrorCode & { readonly status: number }>;

/** An error code of the server SDK. */
export type ServerErrorCode = keyof typeof serverErrorCodes;
