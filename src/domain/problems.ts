/** Codes of errors that a user can correct in a field. Each has a message, after the error templates of GOV.UK. */
export type FieldProblem =
  | 'postcode_missing'
  | 'postcode_incomplete'
  | 'window_missing'
  | 'visit_for_missing'
  | 'first_name_missing'
  | 'first_name_too_short'
  | 'first_name_too_long'
  | 'last_name_missing'
  | 'last_name_too_short'
  | 'last_name_too_long'
  | 'birth_date_missing'
  | 'birth_date_day_missing'
  | 'birth_date_month_missing'
  | 'birth_date_year_missing'
  | 'birth_date_year_short'
  | 'birth_date_day_not_real'
  | 'birth_date_month_not_real'
  | 'birth_date_not_real'
  | 'birth_date_in_future'
  | 'under_age'
  | 'nhs_number_not_real'
  | 'phone_missing'
  | 'phone_incomplete'
  | 'email_missing'
  | 'email_incomplete'
  | 'contact_name_missing'
  | 'line1_missing'
  | 'town_missing'
  | 'note_too_long'
  | 'consent_missing'
  | 'answer_missing'
  | 'field_refused';

/** Codes of failures that a user does not cause: of the service, of the connection to it, or of the script. */
export type ServiceProblem =
  | 'offline'
  | 'timed_out'
  | 'rate_limited'
  | 'unavailable'
  | 'contract_broken'
  | 'script_failed'
  | 'window_unavailable'
  | 'outside_coverage'
  | 'validation_failed'
  | 'forbidden_origin'
  | 'not_found'
  | 'misconfigured'
  | 'outcome_unknown'
  | 'refused';

/** A failure of the service, as the state holds it: codes only, no message texts and nothing that was typed. */
export interface Problem {
  readonly code: ServiceProblem;
  /** Whether the same request may succeed later. */
  readonly canRetry: boolean;
  /** The relay's id of the request, to quote to support; null if there was no response. */
  readonly requestId: string | null;
  /** Seconds to wait before a retry; null if the service did not say. */
  readonly retryAfter: number | null;
  /**
   * The path of the field that the service rejected, such as `patients.0.phone`, never its value; null if it named
   * none.
   */
  readonly param: string | null;
}
