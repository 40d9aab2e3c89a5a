/** Dispatched when the person has cancelled the visit. */
export class AllyCancelledEvent extends Event {
  constructor(readonly detail: { readonly appointmentId: string }) {
    super('ally-cancelled', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'ally-cancelled': AllyCancelledEvent;
  }
}
