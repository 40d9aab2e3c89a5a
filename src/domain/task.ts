/**
 * A consent that the user must (`required`) or may give. Its text has a version, which is recorded when it is
 * given.
 */
export interface Consent {
  readonly id: string;
  readonly text: string;
  readonly version: string;
  readonly required: boolean;
}

/** A consent that was given: the version of its text, and the time. */
export interface ConsentGiven {
  readonly id: string;
  readonly version: string;
  /** ISO 8601 instant. */
  readonly acceptedAt: string;
}

/** A Task of the platform: everything that happens in a visit, designed for one Organisation. */
export interface Task {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly durationMinutes?: number | undefined;
  /** Instructions for the patient before the visit, such as not to eat. */
  readonly preparation?: string | undefined;
  /** In whole years, on the day of the visit. If it is missing, there is no minimum. */
  readonly minimumAge?: number | undefined;
  /** The optional fields that the form asks for; a missing one is not asked for. */
  readonly asks: { readonly sex?: boolean | undefined; readonly nhsNumber?: boolean | undefined };
  readonly consents: readonly Consent[];
  readonly privacyUrl?: string | undefined;
  /** Whether the relay's key has the prefix of test keys: no clinician is sent. */
  readonly testMode: boolean;
}
