import {
  inPart,
  openWindows,
  refreshWindows,
  type ShownWindows,
} from '../../domain/window/stable-list.js';
import { nearestWindows, type DayPart, type WindowDay } from '../../domain/window/by-day.js';
import type { AppointmentWindow } from '../../domain/window/window.js';

/** Whether there may be dates after the known ones. */
export type MoreDates = 'none' | 'offered' | 'pending' | 'failed';

/** Number of dates shown at a time. The NHS booking service found that ten spare most people "Show later dates". */
const datesAtATime = 10;

/** Number of windows shown at a time on a day with very many, so that the page stays fast. */
export const timesAtATime = 18;

/** The state of the list of windows, from its opening to the next. */
export class WindowPlace {
  shown: ShownWindows;
  /** The id of the window whose radio is checked. */
  selected = '';
  /** The window that was selected when it became unavailable. */
  vanished: AppointmentWindow | null = null;
  part: DayPart | null = null;
  /** The open date, if the date is chosen first; empty if none is open. */
  date = '';
  /** Index of the first window shown of the open date. */
  timesFrom = 0;
  /** Id of the window that is always shown: a filter or another page of times never hides the selected one. */
  staying = '';
  /** Whether Continue was pressed without an answer. */
  missing = false;
  /** Whether later dates were requested and there are none. */
  noLater = false;
  /** Value of the radio button that takes focus after the next render. */
  focusOn = '';

  private narrowed: readonly WindowDay[];
  private datesShown = datesAtATime;
  private awaitsLater = false;

  constructor(
    windows: readonly AppointmentWindow[],
    private readonly timeZone: string,
    /** The window that was lost, if any: the nearest few are offered in its place. */
    readonly nearestTo: AppointmentWindow | null,
    private readonly draw: () => void,
  ) {
    this.shown = openWindows(nearestTo ? nearestWindows(windows, nearestTo) : windows, timeZone);
    this.narrowed = this.shown.days;
  }

  /** The days that are listed at present. */
  get days(): readonly WindowDay[] {
    return this.narrowed.slice(0, this.datesShown);
  }

  /** The first free window of the filtered list. Undefined after a loss, and for a list with a single window. */
  get earliest(): AppointmentWindow | undefined {
    const [first, ...others] = this.narrowed;
    if (this.nearestTo || (others.length === 0 && first?.windows.length === 1)) return undefined;
    for (const { windows } of this.narrowed) {
      const free = this.firstFree(windows);
      if (free) return free;
    }
    return undefined;
  }

  get hasLaterDates(): boolean {
    return this.narrowed.length > this.datesShown;
  }

  /** Id of the notice that describes every radio button: the selected window is no longer available. */
  get message(): string | undefined {
    return this.vanished ? 'message' : undefined;
  }

  /** Updates the list with windows that were requested again. */
  refresh(windows: readonly AppointmentWindow[]): void {
    const lastShown = this.nearestTo ? '~' : this.lastShown;
    this.shown = refreshWindows(this.shown, windows, this.timeZone, lastShown);
    this.narrow();
    if (this.shown.gone.has(this.selected)) {
      this.vanished =
        this.dayOf(this.selected)?.windows.find(({ id }) => id === this.selected) ?? null;
      this.selected = '';
    }
    if (!this.awaitsLater || this.shown.days.every(({ date }) => date <= lastShown)) return;
    if (this.narrowed.every(({ date }) => date <= lastShown)) this.narrowTo(null);
    this.showDatesAfter(lastShown);
  }

  /** Selects a free window, and shows the part of the list that contains it. */
  select(id: string): void {
    const day = this.dayOf(id);
    if (!day || this.shown.gone.has(id)) return;
    this.selected = id;
    this.vanished = null;
    this.missing = false;
    this.turnTo(day, id);
    this.draw();
  }

  /** Opens a date, if the date is chosen first. */
  openDate(date: string): void {
    this.date = date;
    this.timesFrom = 0;
    this.missing = false;
    this.draw();
  }

  /** Shows a date, wherever it is in the list, and moves focus to its first free window. */
  showDate(date: string): void {
    if (!this.narrowed.some((day) => day.date === date)) this.narrowTo(null);
    const index = this.narrowed.findIndex((day) => day.date === date);
    this.datesShown = Math.max(this.datesShown, index + 1);
    this.openDate(date);
    this.focusOn = this.firstFree(this.narrowed[index]?.windows)?.id ?? '';
  }

  narrowTo(part: DayPart | null): void {
    this.part = part;
    this.staying = this.selected;
    this.timesFrom = 0;
    this.narrow();
    this.draw();
  }

  showTimes(from: number): void {
    this.timesFrom = from;
    this.staying = this.selected;
    const day = this.narrowed.find(({ date }) => date === this.date);
    this.focusOn = this.firstFree(day?.windows.slice(from))?.id ?? '';
    this.draw();
  }

  /** Shows more dates. Returns false if they must be requested first. */
  showLater(): boolean {
    this.awaitsLater = !this.hasLaterDates;
    this.showDatesAfter(this.lastShown);
    this.draw();
    return !this.awaitsLater;
  }

  /** Ends the wait for later dates. If none have arrived and none are `offered`, there are none. */
  endLater(offered: boolean): void {
    this.noLater = this.awaitsLater && !offered;
    this.awaitsLater = false;
  }

  /** Returns how many windows of a date are free, whatever the filter. */
  freeOn(date: string): number {
    const day = this.shown.days.find((each) => each.date === date);
    return day?.windows.filter(({ id }) => !this.shown.gone.has(id)).length ?? 0;
  }

  dayOf(id: string): WindowDay | undefined {
    return this.shown.days.find(({ windows }) => windows.some((window) => window.id === id));
  }

  private get lastShown(): string {
    return this.days.at(-1)?.date ?? '';
  }

  private showDatesAfter(lastShown: string): void {
    const first = this.narrowed.findIndex(({ date }) => date > lastShown);
    const day = this.narrowed[first];
    if (!day) return;
    this.awaitsLater = false;
    this.datesShown = first + datesAtATime;
    this.focusOn = this.shown.datesFirst ? day.date : (day.windows[0]?.id ?? '');
  }

  private turnTo(day: WindowDay, id: string): void {
    const isIn = ({ windows }: WindowDay): boolean => windows.some((window) => window.id === id);
    if (!this.narrowed.some(isIn)) this.narrowTo(null);
    const index = this.narrowed.findIndex(isIn);
    this.datesShown = Math.max(this.datesShown, index + 1);
    if (!this.shown.datesFirst) return;
    this.date = day.date;
    const at = this.narrowed[index]?.windows.findIndex((window) => window.id === id) ?? 0;
    if (id !== this.staying) this.timesFrom = at - (at % timesAtATime);
  }

  private narrow(): void {
    this.narrowed = inPart(this.shown.days, this.part, this.staying, this.timeZone);
  }

  private firstFree(windows: readonly AppointmentWindow[] = []): AppointmentWindow | undefined {
    return windows.find(({ id }) => !this.shown.gone.has(id));
  }
}
