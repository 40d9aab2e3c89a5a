import type { ReactiveControllerHost } from 'lit';
import { readPostcode } from '../../../domain/postcode.js';
import type { Happening } from '../../../flow/booking/actions.js';
import type { BookingFlow } from '../../../flow/booking/booking-flow.js';
import type { BookingState } from '../../../flow/booking/state.js';
import type { ShopField } from './autofill-fields.js';

/** The journey, as last rendered. */
interface Journey {
  readonly state: BookingState;
  readonly flow: BookingFlow | null;
  /** For use until the code of the journey is loaded: the postcode waits for it. */
  readonly checkPostcode: (postcode: string) => void;
}

type Follower = ReactiveControllerHost & HTMLElement;

/** Journeys whose postcode was entered in the element. An element that takes one over does not follow a field. */
const here = new WeakSet<BookingFlow>();

/** Actions that a postcode causes. */
const byThePostcode = new Set<Happening['type']>([
  ...(['coverage-confirmed', 'coverage-declined', 'coverage-failed'] as const),
  ...(['postcode-moved', 'coverage-moved'] as const),
]);

/** Follows the merchant's postcode field until the person enters another postcode in the element. */
export class FollowedPostcode {
  /** The merchant's postcode in standard form; empty until it is complete. */
  given = '';

  /** The merchant's field. Its postcode is kept when it leaves the page, as in a checkout of several pages. */
  private field: ShopField | null = null;
  /** Whether the person enters the postcode in the element instead. */
  private isHere = false;
  private journey: Journey | null = null;

  constructor(private readonly element: Follower) {}

  see(journey: Journey): void {
    this.journey = journey;
    this.isHere ||= journey.flow !== null && here.has(journey.flow);
  }

  get isFollowing(): boolean {
    return this.field !== null && !this.isHere;
  }

  get openField(): HTMLElement | null {
    const waits = this.isFollowing && this.given === '';
    return waits && this.journey?.state.step === 'coverage' ? this.field : null;
  }

  /** Receives an action. Returns whether the merchant's postcode caused it. */
  hear(cause: Happening): boolean {
    const { isFollowing } = this;
    switch (cause.type) {
      case 'postcode-submitted':
        if (this.field === null) this.stay(true);
        break;
      case 'coverage-confirmed':
        if (cause.coverage.postcode === this.given) this.stay(false);
        break;
      case 'step-reopened':
        if (cause.step === 'coverage') this.stay(true);
        break;
      case 'journey-reset':
        this.stay(false);
        break;
    }
    return isFollowing && byThePostcode.has(cause.type);
  }

  /** Lets the person enter another postcode in the element. */
  readonly askHere = (): void => {
    this.turn(true);
  };

  /** Returns to the merchant's postcode. */
  readonly takeBack = (): void => {
    this.turn(false);
  };

  private stay(isHere: boolean): void {
    this.isHere = isHere;
    const flow = this.journey?.flow;
    if (flow) here[isHere ? 'add' : 'delete'](flow);
  }

  private turn(isHere: boolean): void {
    this.stay(isHere);
    this.element.requestUpdate();
    void this.element.updateComplete.then(() => {
      if (isHere) this.element.focus();
      // The pressed button was removed, so the heading takes focus.
      else
        this.element.shadowRoot
          ?.querySelector<HTMLElement>('#step-coverage [role=heading]')
          ?.focus();
    });
  }

  /** Reads the merchant's field. Returns whether the field or its postcode is new. */
  look(field: ShopField | null): boolean {
    if (field === null || (this.field === null && this.isTypedHere)) return false;
    const reading = readPostcode(field.value ?? '');
    const given = reading.ok ? reading.value : '';
    const isNew = this.field === null || given !== this.given;
    this.field = field;
    this.given = given;
    return isNew;
  }

  follow(): void {
    const { given, journey } = this;
    if (!this.isFollowing || given === '' || journey === null) return;
    const { state, flow, checkPostcode } = journey;
    const isNew = state.step === 'coverage' && state.check.status === 'idle';
    if (!isNew && state.postcode === given) return;
    if (flow) flow.followPostcode(given);
    else checkPostcode(given);
  }

  /** Whether a postcode is being typed in the element: a field that appears late does not replace it. */
  private get isTypedHere(): boolean {
    const room = this.element.shadowRoot?.querySelector('ally-coverage-check');
    const typed = room?.shadowRoot?.querySelector('input')?.value ?? '';
    return typed !== '' && typed !== this.journey?.state.postcode;
  }
}
