import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Problem } from '../booking/problem.js';
import {
  groupByDay,
  nearestWindows,
  type AppointmentWindow,
  type WindowDay,
} from '../booking/window.js';
import { journeyWords } from '../locales/en-gb/journey.js';
import { windowWords } from '../locales/en-gb/window.js';
import type { Strings } from '../locales/words.js';
import { controls } from './controls.js';
import { RoomEvent } from './events.js';
import { formStyles } from './form-styles.js';
import { problemNotice, skeleton } from './notices.js';
import { tokens } from './tokens.js';
import { keepTypingInside } from './typing.js';
import { windowList, windowListStyles } from './window-list.js';
import { goneNotice, noneFreeNotice } from './window-notices.js';

/** The NHS booking service's finding: ten dates at a time spare most people "Show later dates". */
const datesAtATime = 10;

/**
 * Lets a person choose one of the free windows, by day.
 *
 * @tag ally-window-picker
 * @fires window-choose - Continue was pressed with a window selected; read it from `chosen`
 * @fires refresh-request - the person asks to look again
 * @csspart window-list - all the days that are shown
 * @csspart day - one day with its windows
 * @csspart window - one window: a radio with its label; + `chosen`
 * @csspart window-time - the window's times
 * @csspart price - the window's price
 */
export class AllyWindowPicker extends LitElement {
  static override styles = [tokens, controls, formStyles, windowListStyles];

  /** The free windows. */
  @property({ attribute: false }) windows: readonly AppointmentWindow[] = [];
  /** The zone of the place, in which every time is shown. */
  @property() timeZone = 'Europe/London';
  /** The chosen window's id: changes with Continue, not with the arrow keys. */
  @property() chosen = '';
  /** The window that has gone since it was chosen. */
  @property({ attribute: false }) lost: AppointmentWindow | null = null;
  /** Whether the windows are awaited. */
  @property({ type: Boolean }) pending = false;
  /** Why there are no windows. */
  @property({ attribute: false }) problem: Problem | null = null;
  /** The language of days and prices. */
  @property() language = 'en-GB';
  /** Where the days' headings stand in the page's outline. */
  @property({ type: Number }) headingLevel = 4;
  /** Words said otherwise. */
  @property({ attribute: false }) strings: Strings = {};

  @state() private selected = '';
  @state() private missing = false;
  @state() private datesShown = datesAtATime;
  /** After a loss the nearest few are offered first. */
  @state() private nearestOnly = false;

  private days: readonly WindowDay[] = [];

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTypingInside(root);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chosen')) this.selected = this.chosen;
    if (changed.has('lost')) this.nearestOnly = this.lost !== null;
    this.days = groupByDay(
      this.lost && this.nearestOnly ? nearestWindows(this.windows, this.lost) : this.windows,
      this.timeZone,
    );
    // A window selected among the later dates is shown with them.
    const selectedDay = this.days.findIndex(({ windows }) =>
      windows.some(({ id }) => id === this.selected),
    );
    this.datesShown = Math.max(this.datesShown, selectedDay + 1);
  }

  /** Moves to the first thing that needs an answer. */
  override focus(options?: FocusOptions): void {
    const radios = [...this.renderRoot.querySelectorAll<HTMLInputElement>('[name=window]')];
    (radios.find(({ checked }) => checked) ?? radios[0])?.focus(options);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="stack">
        ${this.lost === null ? nothing : goneNotice(this.lost, this.timeZone, this.language, this.words)}
        ${
          this.pending
            ? skeleton(6, this.words.loading)
            : this.problem
              ? problemNotice(this.problem, this.words, this.lookAgain)
              : this.days.length === 0
                ? noneFreeNotice(this.words, this.lookAgain)
                : this.renderForm()
        }
      </div>
    `;
  }

  private renderForm(): TemplateResult {
    const { words, missing, language, timeZone, headingLevel, selected } = this;
    const days = this.days.slice(0, this.datesShown);
    return html`
      <form class="stack" novalidate @submit=${this.chooseWindow} @change=${this.selectWindow}>
        <fieldset
          class="field ${missing ? 'wrong' : ''}"
          aria-describedby=${missing ? 'hint error' : 'hint'}
        >
          <legend part="legend">${words.chooseWindow}</legend>
          <span part="hint" class="hint" id="hint">${words.windowHint}</span>
          ${
            missing
              ? html`<span part="error" class="error" id="error"
                  ><span class="unseen">${words.error}</span> ${words['window-missing']}</span
                >`
              : nothing
          }
          ${windowList({ days, timeZone, language, headingLevel, selected, words })}
        </fieldset>
        ${this.renderMore()}
        <div class="actions">
          <button part="button primary" class="primary">${words.continue}</button>
        </div>
      </form>
    `;
  }

  private renderMore(): TemplateResult | typeof nothing {
    if (!this.nearestOnly && this.days.length <= this.datesShown) return nothing;
    const { showAll, showLater } = this.words;
    return html`
      <div class="actions">
        <button part="button secondary" type="button" @click=${this.showMore}>
          ${this.nearestOnly ? showAll : showLater}
        </button>
      </div>
    `;
  }

  private readonly selectWindow = (event: Event): void => {
    this.selected = (event.target as HTMLInputElement).value;
    this.missing = false;
  };

  private readonly chooseWindow = (event: Event): void => {
    event.preventDefault();
    this.missing = this.selected === '';
    if (this.missing) {
      this.focus();
      return;
    }
    this.chosen = this.selected;
    this.dispatchEvent(new RoomEvent('window-choose'));
  };

  private readonly lookAgain = (): void => {
    this.dispatchEvent(new RoomEvent('refresh-request'));
  };

  private readonly showMore = (): void => {
    const seen = this.nearestOnly ? 0 : this.datesShown;
    if (this.nearestOnly) this.nearestOnly = false;
    else this.datesShown += datesAtATime;
    // The button may have gone: focus goes to the first date that is new.
    void this.updateComplete.then(() => {
      const day = this.renderRoot.querySelectorAll('.day')[seen];
      day?.querySelector<HTMLInputElement>('[name=window]')?.focus();
    });
  };

  private get words() {
    return { ...journeyWords, ...windowWords, ...this.strings };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ally-window-picker': AllyWindowPicker;
  }
}
