import { html, render, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { addMonths, dayMoves, weeksOf, withinMonths } from '../../../domain/time/month.js';
import { addDays } from '../../../domain/time/zoned-time.js';
import { calendarWords } from '../../../locales/en-gb/calendar.js';
import { openPopover } from './popover.js';
import { calendarStyles } from './calendar.styles.js';
import type { WindowListView } from '../day-list.js';
import type { MoreDates } from '../list-state.js';

export interface CalendarView extends Pick<WindowListView, 'place' | 'words'> {
  /** `YYYY-MM-DD` in the time zone of the visit; empty if unknown. */
  readonly today: string;
  /** Whether there may be windows after the last date. */
  readonly more: MoreDates;
  readonly close: () => void;
}

/** An arbitrary Monday, from which the names of the weekdays are taken. */
const monday = '2026-08-03';

/** A month calendar beside its button, in the top layer if the browser has one. */
export class WindowCalendar {
  private readonly box = document.createElement('div');
  /** The day that has focus, or gets it next. */
  private date: string;

  /** Removes the calendar and all its listeners. */
  readonly remove: () => void;

  constructor(
    button: HTMLElement,
    private view: CalendarView,
  ) {
    const { box } = this;
    const { place } = view;
    const root = button.getRootNode() as ShadowRoot;
    const sheet = calendarStyles.styleSheet;
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    box.className = 'popover';
    box.part.add('popover');
    box.role = 'dialog';
    box.ariaModal = 'true';
    box.addEventListener('keydown', this.takeKey);
    box.addEventListener('click', this.takeDay);
    const first = place.selected === '' ? place.earliest?.id : place.selected;
    this.date = place.date || (place.dayOf(first ?? '')?.date ?? this.firstDay);
    this.draw(view);
    this.remove = openPopover(button, box, view.close);
    this.focusDay();
  }

  draw(view: CalendarView): void {
    this.view = view;
    const { date } = this;
    const { words, box } = this;
    box.ariaLabel = words.calendarOf;
    const weekdays = Array.from({ length: 7 }, (_, weekday) => addDays(monday, weekday));
    render(
      html`
        <div part="calendar-nav" class="calendar-nav">
          ${this.turn(-1, words.monthBefore, '‹')}
          <span id="month" aria-live="polite">
            ${words.monthOfYear(words.monthWords(date), date.slice(0, 4))}
          </span>
          ${this.turn(1, words.monthAfter, '›')}
        </div>
        <div part="calendar" role="grid" aria-labelledby="month">
          <div role="row" class="week">
            ${weekdays.map(
              (day) => html`
                <span role="columnheader" aria-label=${words.weekdayWords(day)}>
                  ${words.shortWeekdayWords(day)}
                </span>
              `,
            )}
          </div>
          ${weeksOf(date).map(
            (week) => html`
              <div role="row" class="week">
                ${week.map((day) =>
                  day === null ? html`<span role="gridcell"></span>` : this.dayButton(day),
                )}
              </div>
            `,
          )}
        </div>
        <button part="button link" class="link" type="button" @click=${view.close}>
          ${words.closeCalendar}
        </button>
      `,
      box,
    );
  }

  private turn(months: number, name: string, sign: string): TemplateResult {
    const to = this.within(addMonths(this.date, months));
    return html`
      <button
        part="button"
        type="button"
        aria-label=${name}
        aria-disabled=${String(to.slice(0, 7) === this.date.slice(0, 7))}
        @click=${() => {
          this.date = to;
          this.draw(this.view);
        }}
      >
        ${sign}
      </button>
    `;
  }

  private dayButton(date: string): TemplateResult {
    const { words } = this;
    const { place, today, more } = this.view;
    const free = place.freeOn(date);
    const chosen = date === (place.date || place.dayOf(place.selected)?.date);
    const unknown = more !== 'none' && date > this.lastDay;
    const times = free > 0 ? words.times(free) : unknown ? words.unknownTimes : words.noTimes;
    return html`
      <button
        part="calendar-day ${free > 0 ? 'free' : ''} ${chosen ? 'checked' : ''}"
        type="button"
        role="gridcell"
        value=${date}
        tabindex=${date === this.date ? 0 : -1}
        aria-label=${words.dayAndTime(words.dayWords(date), times)}
        aria-disabled=${String(free === 0)}
        aria-selected=${String(chosen)}
        aria-current=${ifDefined(date === today ? 'date' : undefined)}
      >
        ${Number(date.slice(8))}
      </button>
    `;
  }

  private get words() {
    return { ...calendarWords, ...this.view.words };
  }

  private get firstDay(): string {
    const first = this.view.place.shown.days[0]?.date ?? '';
    const { today } = this.view;
    return today !== '' && today < first ? today : first;
  }

  private get lastDay(): string {
    return this.view.place.shown.days.at(-1)?.date ?? '';
  }

  /** Limits a date to the months from today to the last date, because others have nothing to show. */
  private within(date: string): string {
    return withinMonths(date, this.firstDay, this.lastDay);
  }

  private focusDay(): void {
    this.box.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  private readonly takeKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === 'Escape') {
      event.preventDefault();
      this.view.close();
    }
    if (key === 'Tab') this.goRound(event);
    const move = dayMoves[key];
    if (!move || !(event.target as Element).matches('[role=gridcell]')) return;
    event.preventDefault();
    const forward = getComputedStyle(this.box).direction === 'rtl' ? -1 : 1;
    this.date = this.within(move(this.date, forward));
    this.draw(this.view);
    this.focusDay();
  };

  /** Keeps the Tab key within the dialog. */
  private goRound(event: KeyboardEvent): void {
    const stops = [...this.box.querySelectorAll<HTMLElement>('button:not([tabindex="-1"])')];
    const at = stops.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    stops.at(at % stops.length)?.focus();
  }

  private readonly takeDay = (event: Event): void => {
    const { value } = event.target as HTMLButtonElement;
    if (!value) return;
    this.date = value;
    if (this.view.place.freeOn(value) === 0) this.draw(this.view);
    else {
      this.view.close();
      this.view.place.showDate(value);
    }
  };
}
