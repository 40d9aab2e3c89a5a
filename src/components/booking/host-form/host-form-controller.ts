import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Prefill } from '../../../domain/patient/prefill.js';
import type { Happening } from '../../../flow/booking/actions.js';
import type { BookingState, Move } from '../../../flow/booking/state.js';
import { shopFormWords, type ShopFormWords } from '../../../locales/en-gb/shop-form.js';
import type { Strings } from '../../../locales/catalogue.js';
import { whenWords } from '../../internal/formatting.js';
import type { BookingHost } from '../host.js';
import type { BookingView, HostFormBinding } from '../view.js';
import { FollowedPostcode } from './postcode-sync.js';
import { mirror } from './mirror-inputs.js';
import { lookUp } from './autofill-fields.js';
import type { Announcement } from '../../internal/announcement.js';
import { TakenPrefill } from './prefill-sync.js';

export { keepJourney } from './state-cache.js';

/**
 * Interval of the checks for changes without an event, in milliseconds: by a script, by the autofill of some browsers,
 * or by another field in the place of the first.
 */
const often = 500;

const events = ['input', 'change'];

/** Binds an element to the merchant's own form. Its code is loaded only if an attribute needs it. */
export class ShopForm implements ReactiveController, HostFormBinding {
  private readonly postcode: FollowedPostcode;
  private readonly taken: TakenPrefill;
  /** The messages, as last rendered. */
  private strings: Strings = {};
  private looking: ReturnType<typeof setInterval> | undefined;
  /** Restores the hidden inputs: a host that renders its page anew may remove children that it did not add. */
  private readonly swept = new MutationObserver(() => {
    this.hostUpdated();
  });

  constructor(private readonly element: BookingHost) {
    this.postcode = new FollowedPostcode(element);
    this.taken = new TakenPrefill(element);
    element.addController(this);
  }

  hostConnected(): void {
    for (const type of events) document.addEventListener(type, this.look, true);
    this.looking = setInterval(this.look, often);
    this.swept.observe(this.element, { childList: true });
    this.look();
  }

  hostDisconnected(): void {
    for (const type of events) document.removeEventListener(type, this.look, true);
    clearInterval(this.looking);
    this.swept.disconnect();
  }

  hostUpdated(): void {
    this.postcode.follow();
    this.taken.follow();
    mirror(this.element, this.strings);
  }

  private readonly look = (): void => {
    if (document.hidden) return;
    const { element } = this;
    const fields = lookUp(element);
    const isNew = this.postcode.look(fields.postcode);
    if (this.taken.look(fields.prefill) || isNew) element.requestUpdate();
  };

  /** Details of the person who books, from the merchant's form and the property `prefill`. */
  get prefill(): Prefill {
    return this.taken.prefill;
  }

  /** Whether the postcode is taken from the merchant's field. */
  get isFollowing(): boolean {
    return this.postcode.isFollowing;
  }

  /** The merchant's postcode field while it still lacks a full postcode, otherwise null. */
  get openField(): HTMLElement | null {
    return this.postcode.openField;
  }

  /** Receives the state of the journey before each render. */
  see(view: BookingView): void {
    this.strings = view.strings;
    this.postcode.see(view);
    this.taken.see(view);
  }

  /** Receives an action. Returns whether the merchant's form caused it, so that focus stays where it is. */
  hear(cause: Happening): boolean {
    return this.postcode.hear(cause);
  }

  /** Returns the announcement of a changed address; null for other actions. */
  announce(cause: Happening, state: BookingState, strings: Strings): Announcement | null {
    // The window is held for the new address at once. That must not replace the announcement of the change.
    const isHeld = cause.type === 'window-held' && moveOf(state) === 'made';
    if (cause.type !== 'coverage-moved' && !isHeld) return null;
    const { moveKeptSaid, moveGoneSaid } = { ...shopFormWords, ...strings };
    if (state.step === 'patient') return { polite: moveKeptSaid(state.postcode), assertive: '' };
    const isLost = state.step === 'window' && state.lost !== null;
    return { polite: '', assertive: isLost ? moveGoneSaid(state.postcode) : '' };
  }

  /** Renders where the postcode comes from or, if it was entered in the element, a button back to the merchant's. */
  whence(view: BookingView): TemplateResult | typeof nothing {
    const { state, words } = view;
    const { isFollowing, given, askHere, takeBack } = this.postcode;
    const { postcodeAwaited, fromAddress, useAnother, takeAddress } = wordsOf(view);
    if (!isFollowing) return given === '' ? nothing : linkButton(takeAddress(given), takeBack);
    return html`<div class="actions">
      <span>${given === '' ? postcodeAwaited : fromAddress(given)}</span>
      ${linkButton(useAnother, askHere)}
      ${
        state.step === 'coverage' && state.check.status === 'pending'
          ? html`<span class="late">${words.checking}</span>`
          : nothing
      }
    </div>`;
  }

  /** Renders the folded first step; null if the postcode was entered in the element. */
  coverageAnswer(view: BookingView): TemplateResult | null {
    return this.isFollowing
      ? html`<div>${view.state.postcode}</div>
          <div class="quiet">${wordsOf(view).changeAddress}</div>`
      : null;
  }

  /** Renders a notice on the chosen window after the address has changed. */
  moveNotice(view: BookingView): TemplateResult | typeof nothing {
    const { state } = view;
    if (state.step !== 'patient' || state.move === 'none') return nothing;
    const { moveTitle, moveAsked, moveMade } = wordsOf(view);
    const { chosen, list, move, postcode } = state;
    return html`<div part="notice" class="notice">
      <strong>${moveTitle(postcode)}</strong>
      <p>${move === 'asked' ? moveAsked : moveMade(whenWords(chosen, list.timeZone, view))}</p>
    </div>`;
  }

  /** Returns the messages for a window that is not available at the changed address. */
  windowStrings(view: BookingView): Strings {
    const { state, strings } = view;
    if (state.step !== 'window' || state.move === 'none') return strings;
    const { moveGone, moveGoneText } = wordsOf(view);
    const goneText = (dayAndTime: string): string => moveGoneText(dayAndTime, state.postcode);
    return { ...strings, gone: moveGone, goneText };
  }
}

export const tieToShop = (element: BookingHost): ShopForm => new ShopForm(element);

const moveOf = (state: BookingState): Move => ('move' in state ? state.move : 'none');

const wordsOf = ({ strings }: BookingView): ShopFormWords => ({ ...shopFormWords, ...strings });

const linkButton = (label: string, press: () => void): TemplateResult =>
  html`<button part="button link" class="link" type="button" @click=${press}>${label}</button>`;
