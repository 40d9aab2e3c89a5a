import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isCancellable, type Appointment } from '../../domain/appointment.js';
import type { Problem } from '../../domain/problems.js';
import type { Task } from '../../domain/task.js';
import type { Strings } from '../../locales/catalogue.js';
import { chargeOf, type Charge } from './cancel-prompt.js';
import { appointmentCardStyles } from './appointment-card.styles.js';
import { appointmentFacts, saveToCalendar } from '../internal/appointment-summary.js';
import { preparationLine } from '../internal/formatting.js';
import { appointmentSkeleton } from './skeleton.js';
import { failureWords, standingOf, wordsWith, type CardWords } from './status.js';
import { failureNotice, waysOn, type WaysView } from './actions.js';
import { controls } from '../internal/styles/controls.styles.js';
import { RoomEvent } from '../internal/ui-event.js';
import { maskFromReplay } from '../internal/session-replay-masking.js';
import { tokens } from '../internal/styles/base.styles.js';

/** Safari gives a button that is pressed no focus: from there a person is led to what comes of it. */
const focusPressed = ({ currentTarget }: Event): void => {
  (currentTarget as HTMLElement).focus();
};

/**
 * Shows one appointment, however it stands, and asks before it is cancelled.
 *
 * @tag ally-appointment-card
 * @fires cancel-request - the person has confirmed that the visit is to be cancelled
 * @fires refresh-request - the person asks to look again
 * @csspart heading - how the visit stands, and the question before it is cancelled
 * @csspart summary - what, when, where, for whom
 * @csspart price - what the visit costs
 * @csspart notice - how the visit stands, what is asked, or what went wrong
 * @csspart button - what can be pressed; + `primary`, `secondary`, `link`
 * @csspart skeleton - in the place of what is awaited
 */
export class AllyAppointmentCard extends LitElement {
  static override styles = [tokens, controls, appointmentCardStyles];

  /** The appointment; null until it is known. */
  @property({ attribute: false }) appointment: Appointment | null = null;
  /** Its Task, where the page knows it: how to prepare, if the appointment does not say. */
  @property({ attribute: false }) task: Task | null = null;
  /** Whether the appointment is awaited; or, when it is shown, that it is cancelled. */
  @property({ type: Boolean }) pending = false;
  /** Why there is no appointment; or, when it is shown, why it is not cancelled. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** The language of prices. */
  @property() language = 'en-GB';
  /** Where its heading stands in the page's outline. */
  @property({ type: Number }) headingLevel = 2;
  /** Words said otherwise. */
  @property({ attribute: false }) strings: Strings = {};

  /** What the person has been told of the charge, while they are asked whether to cancel. */
  @state() private asked: Charge | null = null;

  /** Where focus is to be once this is drawn again. */
  private next = '';
  /** Whether focus was here before it was drawn again. */
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
    // What had focus has gone: nobody is left at the top of the page.
    if (this.hadFocus && this.focusedHere === null) this.next ||= '#failure, [role=heading]';
    if (this.next !== '') this.elementOf(this.next)?.focus();
    this.next = '';
  }

  /** Moves to how the visit stands. */
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
    // It has become chargeable since the person was asked: they have not decided on that.
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

  /** The last of what a selector names: what went wrong stands below how the visit stands. */
  private elementOf(selector: string): HTMLElement | undefined {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(selector)].at(-1);
  }

  private get focusedHere(): Element | null {
    return this.shadowRoot?.activeElement ?? null;
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
