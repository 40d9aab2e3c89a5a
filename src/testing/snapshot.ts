import type { Summary } from '../domain/selection.js';
import type { AllyBooking } from '../components/booking/booking.js';

/** What a shop reads of `<ally-booking>`; of `<ally-appointment>` its states alone. */
export interface BookingReading {
  /** The open step: `coverage`, `window`, `patient`, `review` or `booked`; null for an order page's element. */
  readonly step: string | null;
  /** What the form sends: the sealed selection, or in `instant` mode the appointment's id; or nothing. */
  readonly value: string;
  readonly complete: boolean;
  readonly summary: Summary | null;
  /** In `instant` mode, once it is booked. */
  readonly manageToken: string;
  /** Whether the form may be sent, and if not, why, in words. */
  readonly isValid: boolean;
  readonly validationMessage: string;
  /** The states that CSS sees: `loading`, `covered`, `complete`, `booked`, `user-invalid`, `test-mode`. */
  readonly states: readonly string[];
  /** The codes of what went wrong with the service, oldest first. */
  readonly problems: readonly string[];
}

/** Reads an element. Playwright sends this function to the page by itself: it must name nothing outside of it. */
export const readingOf = async (element: Element): Promise<BookingReading> => {
  const host = element as Partial<AllyBooking> & Element;
  // The form and the states follow the element when it has been drawn.
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
