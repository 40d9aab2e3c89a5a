/** One question the person must, or may, say yes to; its text is versioned and kept as it was shown. */
export interface Consent {
  readonly id: string;
  readonly text: string;
  readonly version: string;
  readonly required: boolean;
}

/** A consent given: which text, and when. */
export interface ConsentGiven {
  readonly id: string;
  readonly version: string;
  /** ISO 8601 instant. */
  readonly acceptedAt: string;
}

/** All that happens in a visit, designed per Organisation. */
export interface Task {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly durationMinutes?: number | undefined;
  readonly preparation?: string | undefined;
  readonly minimumAge?: number | undefined;
  readonly asks: { readonly sex?: boolean | undefined; readonly nhsNumber?: boolean | undefined };
  readonly consents: readonly Consent[];
  readonly privacyUrl?: string | undefined;
  /** From the prefix of the relay's key: nobody is sent. */
  readonly testMode: boolean;
}
