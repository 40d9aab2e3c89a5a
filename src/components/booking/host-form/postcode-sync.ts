import type { ReactiveControllerHost } from 'lit';
import { readPostcode } from '../../../domain/postcode.js';
import type { Happening } from '../../../flow/booking/actions.js';
import type { BookingFlow } from '../../../flow/booking/booking-flow.js';
import type { BookingState } from '../../../flow/booking/state.js';
import type { ShopField } from './autofill-fields.js';

/** The journey, as it was last drawn. */
interface Journey {
  readonly state: BookingState;
  readonly flow: BookingFlow | null;
  /** Where the code of the journey has not come yet: the postcode waits for it. */
  readonly checkPostcode: (postcode: string) => void;
}

type Follower = ReactiveControllerHost & HTMLElement;

/** Journeys whose postcode was given here: an element that takes one on asks no shop. */
const here = new WeakSet<BookingFlow>();

/** What a postcode makes happen. */
const byThePostcode = new Set<Happening['type']>([
  ...(['coverage-confirmed', 'coverage-declined', 'coverage-failed'] as const),
  ...(['postcode-moved', 'coverage-moved'] as const),
]);

/** Follows the shop's own postcode field, until the person gives another postcode here. */
export class FollowedPostcode {
  /** The shop's postcode in standard form; empty while there is no full one. */
  given = '';

  /** The shop's field; what it gave is kept when it goes, as in a checkout of several pages. */
  private field: ShopField | null = null;
  /** Whether the person gives a postcode here instead. */
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

  /** Hears what has happened; true when the shop's postcode made it happen. */
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

  /** The person gives another postcode here. */
  readonly askHere = (): void => {
    this.turn(true);
  };

  /** The shop's postcode is taken again. */
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
      // The button that was pressed is gone.
      else
        this.element.shadowRoot
          ?.querySelector<HTMLElement>('#step-coverage [role=heading]')
          ?.focus();
    });
  }

  /** Looks what the shop's field says; true when that is news. */
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

  /** A field that appears late does not sweep away what is being typed here. */
  private get isTypedHere(): boolean {
    const room = this.element.shadowRoot?.querySelector('ally-coverage-check');
    const typed = room?.shadowRoot?.querySelector('input')?.value ?? '';
    return typed !== '' && typed !== this.journey?.state.postcode;
  }
}
