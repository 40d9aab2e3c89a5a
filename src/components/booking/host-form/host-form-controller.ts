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

/** What no event tells of (a script, some browsers' autofill, another field in its place) is seen this soon, in milliseconds. */
const often = 500;

const events = ['input', 'change'];

/** What ties an element to the shop's own form: its code comes only where an attribute asks for it. */
export class ShopForm implements ReactiveController, HostFormBinding {
  private readonly postcode: FollowedPostcode;
  private readonly taken: TakenPrefill;
  /** The words that are spoken, as they were drawn last. */
  private strings: Strings = {};
  private looking: ReturnType<typeof setInterval> | undefined;
  /** A host that draws its page anew may sweep out what it did not put in. */
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

  /** What the shop knows of the person who books. */
  get prefill(): Prefill {
    return this.taken.prefill;
  }

  /** Whether the postcode is taken from the shop's field. */
  get isFollowing(): boolean {
    return this.postcode.isFollowing;
  }

  /** The shop's field, while it is what needs an answer. */
  get openField(): HTMLElement | null {
    return this.postcode.openField;
  }

  /** Sees how the journey stands, each time before it is drawn. */
  see(view: BookingView): void {
    this.strings = view.strings;
    this.postcode.see(view);
    this.taken.see(view);
  }

  /** Hears what has happened; true when it was not done here, so that focus stays where it is. */
  hear(cause: Happening): boolean {
    return this.postcode.hear(cause);
  }

  /** What is said aloud of a move; null where something else has happened. */
  announce(cause: Happening, state: BookingState, strings: Strings): Announcement | null {
    // The window is held there at once: that must not drown what was said of it.
    const isHeld = cause.type === 'window-held' && moveOf(state) === 'made';
    if (cause.type !== 'coverage-moved' && !isHeld) return null;
    const { moveKeptSaid, moveGoneSaid } = { ...shopFormWords, ...strings };
    if (state.step === 'patient') return { polite: moveKeptSaid(state.postcode), assertive: '' };
    const isLost = state.step === 'window' && state.lost !== null;
    return { polite: '', assertive: isLost ? moveGoneSaid(state.postcode) : '' };
  }

  /** Where the postcode is from; or, where it is given here, the way back to the shop's. */
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

  /** The folded first step; null where the postcode was given here. */
  coverageAnswer(view: BookingView): TemplateResult | null {
    return this.isFollowing
      ? html`<div>${view.state.postcode}</div>
          <div class="quiet">${wordsOf(view).changeAddress}</div>`
      : null;
  }

  /** What has become of the choice since the address has changed. */
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

  /** The words for a window that the move has cost. */
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
