import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isCancellable, type Appointment } from '../../domain/appointment.js';
import type { Problem } from '../../domain/problems.js';
import type { Task } from '../../domain/task.js';
import type { Strings } from '../../locales/catalogue.js';
import { chargeOf, type Charge } from './cancel-prompt.js';
import { appointmentCardStyles } from './appointment-card.styles.js';
import { appointmentFacts, saveToCalendar } from '../internal/appointment-summary.js';
import { focusedIn } from '../internal/focus.js';
import { preparationLine } from '../internal/formatting.js';
import { appointmentSkeleton } from './skeleton.js';
import { failureWords, standingOf, wordsWith, type CardWords } from './status.js';
import { failureNotice, waysOn, type WaysView } from './actions.js';
import { controls } from '../internal/styles/controls.styles.js';
import { RoomEvent } from '../internal/ui-event.js';
import { maskFromReplay } from '../internal/session-replay-masking.js';
import { tokens } from '../internal/styles/base.styles.js';

/**
 * Focuses the pressed button, which Safari does not do. Focus moves on from there to the result: see `updated`, which
 * moves it only if it was in the card.
 */
const focusPressed = ({ currentTarget }: Event): void => {
  (currentTarget as HTMLElement).focus();
};

/**
 * Shows one appointment, whatever its status, and asks for confirmation before it is cancelled.
 *
 * @tag ally-appointment-card
 * @fires cancel-request - the person confirmed that the visit is to be cancelled
 * @fires refresh-request - the person asked to load the appointment again
 * @csspart heading - the status of the visit, or the question before it is cancelled
 * @csspart summary - the facts of the visit: what, when, where, for whom, reference and price
 * @csspart price - the price of the visit
 * @csspart notice - a box with the status of the visit, the question before it is cancelled, or an error
 * @csspart button - a button; + `primary`, `secondary`, `link`
 * @csspart skeleton - the placeholder while the appointment is loading
 */
export class AllyAppointmentCard extends LitElement {
  static override styles = [tokens, controls, appointmentCardStyles];

  /** The appointment to show. Null (default) until it is loaded. */
  @property({ attribute: false }) appointment: Appointment | null = null;
  /** The appointment's Task. Its `preparation` is shown if the appointment has none. Null (default) if unknown. */
  @property({ attribute: false }) task: Task | null = null;
  /** Whether a request is in progress: loading the appointment or, once it is shown, cancelling it. Default: false. */
  @property({ type: Boolean }) pending = false;
  /** Why the appointment could not be loaded or, once it is shown, cancelled. Null (default) without a failure. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** BCP 47 tag of the language for the format of prices. Default: `en-GB`. */
  @property() language = 'en-GB';
  /** Level of the card's heading in the page's outline, 1 to 6. Default: 2. */
  @property({ type: Number }) headingLevel = 2;
  /** Overrides for individual messages, by key. */
  @property({ attribute: false }) strings: Strings = {};

  /** The charge shown in the question before cancelling; null while the question is not open. */
  @state() private asked: Charge | null = null;

  /** Selector of the element to focus after the next update; empty for none. */
  private next = '';
  /** Whether the card had focus before the update. */
  private hadFocus = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { appointment } = this;
    const isOther = changed.get('appointment')?.id !== appointment?.id;
    if (!appointment || !isCancellable(appointment, new Date())) this.asked = null;
    else if (changed.has('appointment') && isOther) this.asked = null;
    this.hadFocus = this.focusedHere !== null;
  }

  protected override firstUpdated(): void {
    maskFromReplay(this.renderRoot);
  }

  protected override updated(): void {
    // The focused element was removed. Otherwise focus would fall back to the top of the page.
    if (this.hadFocus && this.focusedHere === null) this.next ||= '#failure, [role=heading]';
    if (this.next !== '') this.elementOf(this.next)?.focus();
    this.next = '';
  }

  /** Moves focus to the status of the visit, or to the question before cancelling while that is open. */
  override focus(options?: FocusOptions): void {
    this.elementOf('[role=heading]')?.focus(options);
  }

  protected override render(): TemplateResult {
    const { appointment, problem, pending, words } = this;
    if (appointment) return this.renderAppointment(appointment, words);
    if (problem) {
      const notice = failureNotice(problem, failureWords(problem, words, false), this.ways);
      return html`<div class="body">${notice}</div>`;
    }
    return pending ? appointmentSkeleton(words) : html``;
  }

  private renderAppointment(appointment: Appointment, words: CardWords): TemplateResult {
    const { language, strings, headingLevel, problem } = this;
    const { title, text } = standingOf(appointment, words);
    const where = appointment.postcode.replace(' ', '\u00a0');
    return html`
      <div part="notice" class="standing ${appointment.status}">
        <div part="heading" class="heading" role="heading" aria-level=${headingLevel} tabindex="-1">
          ${title}
        </div>
        ${text === '' ? nothing : html`<p>${text}</p>`}
      </div>
      <div class="body">
        ${appointmentFacts(appointment, where, { language, words })}
        ${
          isCancellable(appointment, new Date())
            ? html`${preparationLine(this.preparation, strings)}
                <p>${words.changeVisit}</p>
                ${waysOn(appointment, problem, this.ways)}`
            : nothing
        }
      </div>
    `;
  }

  private readonly askToCancel = (): void => {
    this.asked = this.charge;
    this.next = '#question';
  };

  private readonly keepVisit = (): void => {
    if (this.pending) return;
    this.asked = null;
    this.next = '#cancel';
  };

  private readonly requestCancel = (event: Event): void => {
    if (this.pending) return;
    focusPressed(event);
    const { charge } = this;
    // The visit has become chargeable since the question was shown: it is shown once more, with the charge.
    if (charge === this.asked) this.dispatchEvent(new RoomEvent('cancel-request'));
    else this.askToCancel();
  };

  private readonly lookAgain = (event: Event): void => {
    if (this.pending) return;
    focusPressed(event);
    this.dispatchEvent(new RoomEvent('refresh-request'));
  };

  private readonly saveToCalendar = (): void => {
    const { appointment, preparation, words } = this;
    if (!appointment) return;
    saveToCalendar(appointment, { place: appointment.postcode, preparation }, words);
  };

  private get ways(): WaysView {
    const { words, headingLevel, pending, asked } = this;
    return {
      words,
      headingLevel,
      pending,
      asked,
      onCalendar: this.saveToCalendar,
      onCancel: this.askToCancel,
      onYes: this.requestCancel,
      onNo: this.keepVisit,
      onLookAgain: this.lookAgain,
    };
  }

  private get charge(): Charge | null {
    return this.appointment && chargeOf(this.appointment, new Date());
  }

  private get preparation(): string | undefined {
    return this.appointment?.preparation ?? this.task?.preparation;
  }

  /** Returns the last element that matches a selector: an error is below the status of the visit. */
  private elementOf(selector: string): HTMLElement | undefined {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(selector)].at(-1);
  }

  private get focusedHere(): Element | null {
    return focusedIn(this.shadowRoot);
  }

  private get words(): CardWords {
    return wordsWith(this.strings);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ally-appointment-card': AllyAppointmentCard;
  }
}
