import type { Outcome } from '../../domain/appointment.js';
import type { ServiceProblem } from '../../domain/problems.js';
import type { Price } from '../../domain/price.js';
import type { Step } from '../../flow/booking/state.js';

/** Options of every event: it crosses the shadow boundary. No event carries a postcode or a patient detail. */
const outward = { bubbles: true, composed: true };

/** Dispatched at the first usable paint, and when the element takes over the journey of its `state-key`. */
export class AllyReadyEvent extends Event {
  constructor() {
    super('ally-ready', outward);
  }
}

/** Dispatched when the journey cannot start. */
export class AllyLoadErrorEvent extends Event {
  constructor(readonly detail: { readonly code: ServiceProblem; readonly canRetry: boolean }) {
    super('ally-load-error', outward);
  }
}

/** Dispatched when a postcode was checked. `covered` is also false while the service is paused there. */
export class AllyCoverageEvent extends Event {
  constructor(readonly detail: { readonly covered: boolean }) {
    super('ally-coverage', outward);
  }
}

/** Dispatched when another step opens. */
export class AllyStepEvent extends Event {
  constructor(readonly detail: { readonly from: Step; readonly to: Step }) {
    super('ally-step', outward);
  }
}

/** The window that the value stands for. All but `complete` are null while there is no value. */
export interface ChangeDetail {
  readonly complete: boolean;
  readonly windowId: string | null;
  readonly startAt: string | null;
  readonly endAt: string | null;
  readonly price: Price | null;
}

/** Dispatched when the value changes. */
export class AllyChangeEvent extends Event {
  constructor(readonly detail: ChangeDetail) {
    super('ally-change', outward);
  }
}

/** Dispatched before a selection is sealed or booked. `preventDefault()` prevents that. */
export class AllySubmitEvent extends Event {
  constructor() {
    super('ally-submit', { ...outward, cancelable: true });
  }
}

/** Dispatched when an appointment has been booked, in `instant` mode. */
export class AllyBookedEvent extends Event {
  constructor(
    readonly detail: {
      readonly appointmentId: string;
      readonly outcome: Outcome;
      /** ISO 8601 instant; null if the patient is still to choose the time. */
      readonly startAt: string | null;
      readonly endAt: string | null;
      readonly timeZone: string;
    },
  ) {
    super('ally-booked', outward);
  }
}

/** Why a person asks to be notified: the postcode is not covered, the service is paused there, or nothing is free. */
export type NotifyReason = 'not-covered' | 'paused' | 'no-windows';

/** Dispatched when nothing suits and the person asks to be notified. `getSelection()` returns what they entered. */
export class AllyNotifyEvent extends Event {
  constructor(readonly detail: { readonly reason: NotifyReason }) {
    super('ally-notify', outward);
  }
}

/** Dispatched when a request has failed, or the chosen window is no longer available. */
export class AllyProblemEvent extends Event {
  constructor(
    readonly detail: {
      readonly code: ServiceProblem;
      readonly canRetry: boolean;
      readonly requestId: string | null;
    },
  ) {
    super('ally-problem', outward);
  }
}

declare global {
  /** The events bubble, so the form and the document can listen for them too. */
  interface GlobalEventHandlersEventMap {
    'ally-ready': AllyReadyEvent;
    'ally-load-error': AllyLoadErrorEvent;
    'ally-coverage': AllyCoverageEvent;
    'ally-step': AllyStepEvent;
    'ally-change': AllyChangeEvent;
    'ally-submit': AllySubmitEvent;
    'ally-booked': AllyBookedEvent;
    'ally-notify': AllyNotifyEvent;
    'ally-problem': AllyProblemEvent;
  }
}
