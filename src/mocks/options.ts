export interface ClinicOptions {
  /** Another seed is another timetable. */
  readonly seed?: string;
  readonly now?: () => Date;
  /** How long an answer takes, in milliseconds. */
  readonly latency?: number;
  /** Whether coverage brings the first windows along, as a relay may. */
  readonly firstWindows?: boolean;
  /** How long a chosen window is held, in milliseconds. */
  readonly holdFor?: number;
}

export const defaultOptions: Required<ClinicOptions> = {
  seed: 'larkspur',
  now: () => new Date(),
  latency: 0,
  firstWindows: true,
  holdFor: 10 * 60 * 1000,
};
