import type { ReactiveControllerHost } from 'lit';
import type { BookingApi } from '../../api/booking-api.js';
import type { Prefill } from '../../domain/patient/prefill.js';
import type { Summary } from '../../domain/selection.js';
import type { BookingMode } from '../../flow/booking/context.js';

/** With `required`: whether an order goes through when there is no service to choose a visit with. */
export type WhenUnavailable = 'allow' | 'block';

/** What the parts of `<ally-booking>` need of the element. */
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
