import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readPostcode } from '../booking/postcode.js';
import type { Happening } from '../flow/happenings.js';
import type { BookingFlow } from '../flow/booking-flow.js';
import type { BookingState } from '../flow/state.js';

/** The journey, as it was last drawn. */
interface Journey {
  readonly state: BookingState;
  readonly flow: BookingFlow | null;
  /** Where the code of the journey has not come yet: the postcode waits for it. */
  readonly checkPostcode: (postcode: string) => void;
}

interface Follower extends ReactiveControllerHost, HTMLElement {
  readonly postcodeFrom: string;
}

/** What no event tells of (a script, some browsers' autofill, another field in its place) is seen this soon, in milliseconds. */
const often = 500;

/** What a postcode makes happen. */
const byThePostcode = new Set<Happening['type']>([
  ...(['coverage-confirmed', 'coverage-declined', 'coverage-failed'] as const),
  ...(['postcode-moved', 'coverage-moved'] as const),
]);

/** Follows the shop's own postcode field, until the person gives another postcode here. */
export class FollowedPostcode implements ReactiveController {
  /** The shop's postcode in standard form; empty while there is no full one. */
  given = '';

  private found = false;
  /** Whether the person gives a postcode here instead. */
  private isHere = false;
  private journey: Journey | null = null;
  private looking: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly element: Follower) {
    element.addController(this);
  }

  hostConnected(): void {
    for (const type of ['input', 'change']) document.addEventListener(type, this.look, true);
    this.looking = setInterval(this.look, often);
    this.look();
  }

  hostDisconnected(): void {
    for (const type of ['input', 'change']) document.removeEventListener(type, this.look, true);
    clearInterval(this.looking);
  }

  hostUpdated(): void {
    this.follow();
  }

  see(journey: Journey): void {
    this.journey = journey;
  }

  get isFollowing(): boolean {
    return this.found && !this.isHere;
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
        if (!this.found) this.isHere = true;
        break;
      case 'coverage-confirmed':
        if (cause.coverage.postcode === this.given) this.isHere = false;
        break;
      case 'step-reopened':
        if (cause.step === 'coverage') this.isHere = true;
        break;
      case 'journey-reset':
        this.isHere = false;
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

  private turn(isHere: boolean): void {
    this.isHere = isHere;
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

  private get field(): (HTMLElement & { readonly value?: string }) | null {
    const { element } = this;
    const selector = element.postcodeFrom;
    if (selector === '') return null;
    try {
      const root = element.getRootNode() as ParentNode;
      return root.querySelector(selector) ?? document.querySelector(selector);
    } catch {
      return null;
    }
  }

  private readonly look = (): void => {
    if (document.hidden) return;
    const { field } = this;
    // A field that is gone, as in a checkout of several pages, leaves what it gave.
    if (field === null || (!this.found && this.isTypedHere)) return;
    const reading = readPostcode(field.value ?? '');
    const given = reading.ok ? reading.value : '';
    if (this.found && given === this.given) return;
    this.found = true;
    this.given = given;
    this.element.requestUpdate();
  };

  private follow(): void {
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
