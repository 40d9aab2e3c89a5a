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
 * Lets a person choose one of the free windows, by day. A list that is open keeps its rows where they are:
 * see `refreshWindows`. It is opened anew when the element is put into the page, after a loss, in another
 * zone, and after there was nothing to choose from.
 *
 * @tag ally-window-picker
 * @fires window-choose - Continue was pressed with a window selected; read it from `chosen`
 * @fires more-request - the person asks for dates after the last one
 * @fires refresh-request - the person asks to look again
 * @fires notify-request - the person asks to be told when times come free
 * @csspart legend - what is asked for
 * @csspart hint - more about it
 * @csspart error - what is wrong with the answer
 * @csspart choice - a radio with its label; + `checked`
 * @csspart button - what can be pressed; + `primary`, `secondary`, `link`, `checked`
 * @csspart notice - what has happened to the windows
 * @csspart skeleton - in the place of the windows that are awaited
 * @csspart window-list - all the days that are shown
 * @csspart day - one day with its windows, or its date where dates are asked first; + `checked`
 * @csspart window - one window: a radio with its label; + `chosen`, `unavailable`
 * @csspart window-time - the window's times
 * @csspart price - the window's price
 * @csspart popover - the box of the calendar
 * @csspart calendar - a month of days
 * @csspart calendar-nav - the month's name, with the ways to those before and after
 * @csspart calendar-day - one day; + `free`, `checked`
 */
export class AllyWindowPicker extends LitElement {
  static override styles = [tokens, controls, formStyles, windowStyles];

  /** The free windows. */
  @property({ attribute: false }) windows: readonly AppointmentWindow[] = [];
  /** The zone of the place, in which every time is shown. */
  @property() timeZone = 'Europe/London';
  /** The chosen window's id: changes with Continue, not with the arrow keys. */
  @property() chosen = '';
  /** The instant until which the chosen window is held; empty if it is not. */
  @property() held = '';
  /** The window that has gone since it was chosen. */
  @property({ attribute: false }) lost: AppointmentWindow | null = null;
  /** Whether there may be dates after the last one: `none`, `offered`, `pending` while they are asked for, `failed`. */
  @property() more: MoreDates = 'none';
  /** Today in the place, `YYYY-MM-DD`, for the calendar to mark; empty if it is not known. */
  @property() today = '';
  /** Whether to offer to tell the person when times come free. */
  @property({ type: Boolean }) notify = false;
  /** Whether the windows are awaited. */
  @property({ type: Boolean }) pending = false;
  /** Why there are no windows. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** The language of prices. */
  @property() language = 'en-GB';
  /** Where the days' headings stand in the page's outline. */
  @property({ type: Number }) headingLevel = 4;
  /** Words said otherwise. */
  @property({ attribute: false }) strings: Strings = {};

  /** Whether the person has asked to be told. */
  @state() private told = false;
  /** Null until there is something to choose from. */
  private place: WindowPlace | null = null;
  /** Whether the list is to be opened anew. */
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

  /** Moves to the first thing that needs an answer. */
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
