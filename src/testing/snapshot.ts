import type { Summary } from '../domain/selection.js';
import type { AllyBooking } from '../components/booking/booking.js';

/** The values that a shop can read from `<ally-booking>`; from `<ally-appointment>` only its states. */
export interface BookingReading {
  /** The open step: `coverage`, `window`, `patient`, `review` or `booked`; null for `<ally-appointment>`. */
  readonly step: string | null;
  /**
   * The value that the form submits: the sealed selection, or in `instant` mode the appointment's id; empty if
   * there is none.
   */
  readonly value: string;
  /** Whether the element has a value. */
  readonly complete: boolean;
  readonly summary: Summary | null;
  /** The token of the appointment, in `instant` mode once it is booked; else empty. */
  readonly manageToken: string;
  /** Whether the form can be submitted. If not, `validationMessage` has the reason, as text for the user. */
  readonly isValid: boolean;
  readonly validationMessage: string;
  /** The custom states, for CSS: `loading`, `covered`, `complete`, `booked`, `user-invalid`, `test-mode`. */
  readonly states: readonly string[];
  /** The error codes of the service, oldest first. */
  readonly problems: readonly string[];
}

/** Reads an element. Playwright sends this function to the page, so it must not use anything outside itself. */
export const readingOf = async (element: Element): Promise<BookingReading> => {
  const host = element as Partial<AllyBooking> & Element;
  // The form value and the states are updated after the element has rendered.
  await host.updateComplete;
  const names = ['loading', 'covered', 'complete', 'booked', 'user-invalid', 'test-mode'];
  return {
    step: host.step ?? null,
    value: host.value ?? '',
    complete: host.complete ?? false,
    summary: host.summary ?? null,
    manageToken: host.step === undefined ? '' : (host.manageToken ?? ''),
    isValid: host.validity?.valid ?? true,
    validationMessage: host.validationMessage ?? '',
    states: names.filter((name) => host.matches(`:state(${name})`)),
    problems: host.diagnostics?.().problems.map(({ code }) => code) ?? [],
  };
};
