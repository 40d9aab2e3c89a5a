import type { Outcome } from '../../domain/appointment.js';
import type { ServiceProblem } from '../../domain/problems.js';
import type { Price } from '../../domain/price.js';
import type { Step } from '../../flow/booking/state.js';

/** Every event of ours crosses the shadow boundary; none carries a postcode or any patient detail. */
const outward = { bubbles: true, composed: true };

/** The first usable paint. */
export class AllyReadyEvent extends Event {
  constructor() {
    super('ally-ready', outward);
  }
}

/** The journey cannot start. */
export class AllyLoadErrorEvent extends Event {
  constructor(readonly detail: { readonly code: ServiceProblem; readonly canRetry: boolean }) {
    super('ally-load-error', outward);
  }
}

/** A postcode was answered. */
export class AllyCoverageEvent extends Event {
  constructor(readonly detail: { readonly covered: boolean }) {
    super('ally-coverage', outward);
  }
}

/** The person moved to another step. */
export class AllyStepEvent extends Event {
  constructor(readonly detail: { readonly from: Step; readonly to: Step }) {
    super('ally-step', outward);
  }
}

/** The chosen window, as far as the page may know it. */
export interface ChangeDetail {
  readonly complete: boolean;
  readonly windowId: string | null;
  readonly startAt: string | null;
  readonly endAt: string | null;
  readonly price: Price | null;
}

/** The value changed. */
export class AllyChangeEvent extends Event {
  constructor(readonly detail: ChangeDetail) {
    super('ally-change', outward);
  }
}

/** Before anything is sealed; `preventDefault()` keeps it from happening. */
export class AllySubmitEvent extends Event {
  constructor() {
    super('ally-submit', { ...outward, cancelable: true });
  }
}

/** An appointment exists. */
export class AllyBookedEvent extends Event {
  constructor(
    readonly detail: {
      readonly appointmentId: string;
      readonly outcome: Outcome;
      /** Null when the patient is asked to choose the time. */
      readonly startAt: string | null;
      readonly endAt: string | null;
      readonly timeZone: string;
    },
  ) {
    super('ally-booked', outward);
  }
}

/** Why a person asks to be told: they are not visited, there is no service just now, or nothing is free. */
export type NotifyReason = 'not-covered' | 'paused' | 'no-windows';

/** Nothing suits, and the person asks to be told; `getSelection()` holds what they gave. */
export class AllyNotifyEvent extends Event {
  constructor(readonly detail: { readonly reason: NotifyReason }) {
    super('ally-notify', outward);
  }
}

/** Something went wrong with the service. */
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
  /** They bubble: the form and the document hear them as well. */
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
