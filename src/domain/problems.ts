/** What a person can mend in a field. Each has its words in the catalogues, after GOV.UK's error templates. */
export type FieldProblem =
  | 'postcode-missing'
  | 'postcode-incomplete'
  | 'window-missing'
  | 'visit-for-missing'
  | 'first-name-missing'
  | 'first-name-too-short'
  | 'first-name-too-long'
  | 'last-name-missing'
  | 'last-name-too-short'
  | 'last-name-too-long'
  | 'birth-date-missing'
  | 'birth-date-day-missing'
  | 'birth-date-month-missing'
  | 'birth-date-year-missing'
  | 'birth-date-year-short'
  | 'birth-date-day-not-real'
  | 'birth-date-month-not-real'
  | 'birth-date-not-real'
  | 'birth-date-in-future'
  | 'under-age'
  | 'nhs-number-not-real'
  | 'phone-missing'
  | 'phone-incomplete'
  | 'email-missing'
  | 'email-incomplete'
  | 'contact-name-missing'
  | 'line1-missing'
  | 'town-missing'
  | 'note-too-long'
  | 'consent-missing'
  | 'answer-missing'
  | 'field-refused';

/** What can go wrong between us and the service. */
export type ServiceProblem =
  | 'offline'
  | 'timed-out'
  | 'rate-limited'
  | 'unavailable'
  | 'contract-broken'
  | 'script-failed'
  | 'window-unavailable'
  | 'outside-coverage'
  | 'validation-failed'
  | 'forbidden-origin'
  | 'not-found'
  | 'misconfigured'
  | 'outcome-unknown'
  | 'refused';

const worthAnotherTry: ReadonlySet<ServiceProblem> = new Set<ServiceProblem>([
  'offline',
  'timed-out',
  'rate-limited',
  'unavailable',
  'script-failed',
  'outcome-unknown',
]);

/** Whether the same question may well get an answer when it is asked again. */
export const canRetry = (code: ServiceProblem): boolean => worthAnotherTry.has(code);

/** A failure of the service, as the journey carries it: codes, never words and never what was typed. */
export interface Problem {
  readonly code: ServiceProblem;
  readonly canRetry: boolean;
  /** The relay's id of the request, for whoever is asked for help; absent when nothing answered. */
  readonly requestId: string | null;
  /** When to ask again, in seconds, where the service says so. */
  readonly retryAfter: number | null;
  /** The path of the field that the service refuses; never what stands there. */
  readonly param: string | null;
}
