import type { ReactiveControllerHost } from 'lit';
import type { BookingApi } from '../../api/booking-api.js';
import type { Prefill } from '../../domain/patient/prefill.js';
import type { Summary } from '../../domain/selection.js';
import type { BookingMode } from '../../flow/booking/context.js';

/** Whether a `required` element lets the order through when the service is not available to choose a visit. */
export type WhenUnavailable = 'allow' | 'block';

/** The properties of `<ally-booking>` that its modules use. */
export interface BookingHost extends HTMLElement, ReactiveControllerHost {
  readonly api: BookingApi | null;
  readonly apiBase: string;
  readonly taskId: string;
  readonly mode: BookingMode;
  readonly form: HTMLFormElement | null;
  readonly name: string;
  readonly value: string;
  readonly summary: Summary | null;
  readonly prefill: Prefill;
  readonly headingLevel: number;
  readonly whenUnavailable: WhenUnavailable;
}
