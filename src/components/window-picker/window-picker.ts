import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Problem } from '../../domain/problems.js';
import type { AppointmentWindow } from '../../domain/window/window.js';
import { journeyWords } from '../../locales/en-gb/journey.js';
import { windowWords } from '../../locales/en-gb/window.js';
import type { Strings } from '../../locales/catalogue.js';
import { controls } from '../internal/styles/controls.styles.js';
import { RoomEvent } from '../internal/ui-event.js';
import { formStyles } from '../internal/styles/form-control.styles.js';
import { problemNotice, skeleton } from '../internal/notices.js';
import { tokens } from '../internal/styles/base.styles.js';
import { keepTypingInside } from '../internal/contain-input-events.js';
import { CalendarButton } from './calendar/calendar-button.js';
import { firstToAnswer, ListFocus } from './list-focus-controller.js';
import { windowForm } from './form.js';
import type { Wording } from './day-list.js';
import { goneNotice, noneFreeNotice, type Notify } from './notices.js';
import { WindowPlace, type MoreDates } from './list-state.js';
import { windowStyles } from './window-picker.styles.js';
import { timed } from '../internal/strings.js';

/**
 * Lets a person choose one of the free windows, by day. While the list is open, new `windows` do not move its rows: a
 * window that is no longer free stays, marked, and a new one is not shown among the rows. The list is opened anew when
 * the element is put into the page, when `lost` or `timeZone` changes, and after there was nothing to choose from.
 *
 * @tag ally-window-picker
 * @fires window-choose - Continue was pressed with a window selected; read its id from `chosen`
 * @fires more-request - the person asked for dates after the last one
 * @fires refresh-request - the person asked to load the windows again
 * @fires notify-request - the person asked to be notified when times become free
 * @csspart legend - the legend of a group of controls
 * @csspart hint - help text for a question
 * @csspart error - the error message of a question
 * @csspart choice - an option: a radio button or checkbox with its label; + `checked`
 * @csspart button - a button; + `primary`, `secondary`, `link`, `checked`
 * @csspart notice - a box that says that a window is no longer available, that none is free, or an error
 * @csspart skeleton - the placeholder while the windows are loading
 * @csspart window-list - the list of days, or of dates if the date is chosen first
 * @csspart day - one day with its windows, or one date if the date is chosen first; + `checked`
 * @csspart window - one window: a radio button with its label; + `chosen`, `unavailable`
 * @csspart window-time - the times of a window
 * @csspart price - the price of a window
 * @csspart popover - the box around the calendar
 * @csspart calendar - the days of a month
 * @csspart calendar-nav - the name of the month, with the buttons for the previous and next month
 * @csspart calendar-day - one day of the calendar; + `free`, `checked`
 */
export class AllyWindowPicker extends LitElement {
  static override styles = [tokens, controls, formStyles, windowStyles];

  /** The free windows, in any order. */
  @property({ attribute: false }) windows: readonly AppointmentWindow[] = [];
  /** IANA time zone of the visit, in which every time is shown. Default: `Europe/London`. */
  @property() timeZone = 'Europe/London';
  /** Id of the chosen window; empty (default) if there is none. Continue changes it, not the selection. */
  @property() chosen = '';
  /** ISO 8601 instant until which the chosen window is held; empty (default) if it is not. */
  @property() held = '';
  /** A chosen window that is no longer available: the windows nearest to it are offered. Null (default) for none. */
  @property({ attribute: false }) lost: AppointmentWindow | null = null;
  /**
   * Whether there may be dates after the last one: `none` (default), `offered`, `pending` while they are being
   * requested, or `failed`.
   */
  @property() more: MoreDates = 'none';
  /** Today's date at the place of the visit, `YYYY-MM-DD`, to mark in the calendar; empty (default) if unknown. */
  @property() today = '';
  /** Whether to offer to notify the person when times become free. Default: false. */
  @property({ type: Boolean }) notify = false;
  /** Whether the windows are loading. Default: false. */
  @property({ type: Boolean }) pending = false;
  /** Why the windows could not be loaded. Null (default) without a failure. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** BCP 47 tag of the language for the format of prices. Default: `en-GB`. */
  @property() language = 'en-GB';
  /** Level of the headings of days in the page's outline, 1 to 6. Default: 4. */
  @property({ type: Number }) headingLevel = 4;
  /** Overrides for individual messages, by key. */
  @property({ attribute: false }) strings: Strings = {};

  /** Whether the person has asked to be notified. */
  @state() private told = false;
  /** Null until there are windows to choose from. */
  private place: WindowPlace | null = null;
  /** Whether the list is to be opened anew at the next update. */
  private closed = true;
  private readonly calendar = new CalendarButton(this);

  constructor() {
    super();
    new ListFocus(this, () => this.place);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTypingInside(root);
    return root;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.closed = true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { windows, chosen, lost, more, place } = this;
    if (changed.has('windows')) this.told = false;
    if (changed.has('chosen') && place) place.selected = '';
    if (changed.has('lost') || changed.has('timeZone')) this.closed = true;
    if (this.pending || this.problem || windows.length === 0) this.closed = true;
    else if (this.closed) this.openList(lost);
    else if (changed.has('windows')) place?.refresh(windows);
    if (changed.has('more') && more !== 'pending') place?.endLater(more !== 'none');
    if (changed.has('chosen')) this.place?.select(chosen);
  }

  /** Moves focus to the selected window, otherwise to the first free window or date. */
  override focus(options?: FocusOptions): void {
    firstToAnswer(this.renderRoot)?.focus(options);
  }

  protected override render(): TemplateResult {
    const { lost, wording, lookAgain } = this;
    const { words } = wording;
    return html`
      <div class="stack">
        ${goneNotice(lost, words.goneText, wording)}
        ${
          this.pending
            ? skeleton(6, words.loading)
            : this.problem
              ? problemNotice(this.problem, words, lookAgain)
              : this.place === null || this.closed
                ? noneFreeNotice(wording, lookAgain, this.notice)
                : this.renderForm(this.place, wording)
        }
      </div>
    `;
  }

  private renderForm(place: WindowPlace, wording: Wording): TemplateResult {
    const { headingLevel, chosen, held, more, today } = this;
    const { choose, showAll, showLater, notice: notify } = this;
    return windowForm({
      place,
      ...wording,
      headingLevel,
      chosen,
      held,
      more,
      choose,
      showAll,
      showLater,
      notify,
      calendar: this.calendar.render({ place, ...wording, today, more }),
    });
  }

  private openList(nearestTo: AppointmentWindow | null): void {
    const selected = this.place?.selected;
    this.place = new WindowPlace(this.windows, this.timeZone, nearestTo, () => {
      this.requestUpdate();
    });
    this.place.select(selected ? selected : this.chosen);
    this.closed = false;
    this.requestUpdate();
  }

  private readonly choose = (event: Event): void => {
    event.preventDefault();
    const { place } = this;
    if (!place) return;
    place.missing = place.selected === '';
    this.requestUpdate();
    if (place.missing) {
      this.focus();
      return;
    }
    this.chosen = place.selected;
    this.dispatchEvent(new RoomEvent('window-choose'));
  };

  private readonly lookAgain = (): void => {
    this.dispatchEvent(new RoomEvent('refresh-request'));
  };

  private get notice(): Notify | null {
    const { told, askToBeTold: ask } = this;
    return this.notify ? { told, ask } : null;
  }

  private readonly askToBeTold = (): void => {
    this.told = true;
    this.dispatchEvent(new RoomEvent('notify-request'));
  };

  private readonly showAll = (): void => {
    this.openList(null);
    if (this.place) this.place.focusOn = this.place.earliest?.id ?? '';
  };

  private readonly showLater = (): void => {
    if (this.more !== 'pending' && this.place?.showLater() === false)
      this.dispatchEvent(new RoomEvent('more-request'));
  };

  private get wording(): Wording {
    const words = timed({ ...journeyWords, ...windowWords, ...this.strings });
    return { timeZone: this.timeZone, language: this.language, words };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ally-window-picker': AllyWindowPicker;
  }
}
