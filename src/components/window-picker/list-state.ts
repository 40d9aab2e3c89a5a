import {
  inPart,
  openWindows,
  refreshWindows,
  type ShownWindows,
} from '../../domain/window/stable-list.js';
import { nearestWindows, type DayPart, type WindowDay } from '../../domain/window/by-day.js';
import type { AppointmentWindow } from '../../domain/window/window.js';

/** Whether there may be dates after those that are known. */
export type MoreDates = 'none' | 'offered' | 'pending' | 'failed';

/** The NHS booking service's finding: ten dates at a time spare most people "Show later dates". */
const datesAtATime = 10;

/** A day that has very many windows shows these at a time, so that the page stays quick. */
export const timesAtATime = 18;

/** Where a person is in the list of windows, from its opening to the next. */
export class WindowPlace {
  shown: ShownWindows;
  /** The id of the window whose radio is checked. */
  selected = '';
  /** What was selected when it went. */
  vanished: AppointmentWindow | null = null;
  part: DayPart | null = null;
  /** Where dates are asked first: the one that is open, and the first of its windows that is shown. */
  date = '';
  timesFrom = 0;
  /** The window that is shown wherever the list was turned to: the selected one is never hidden. */
  staying = '';
  /** Whether Continue was pressed before there was an answer. */
  missing = false;
  /** Whether later dates were asked for, and there are none. */
  noLater = false;
  /** The value of the radio that takes focus once it is drawn. */
  focusOn = '';

  private narrowed: readonly WindowDay[];
  private datesShown = datesAtATime;
  private awaitsLater = false;

  constructor(
    windows: readonly AppointmentWindow[],
    private readonly timeZone: string,
    /** After a loss, the window that has gone: the nearest few are offered in its place. */
    readonly nearestTo: AppointmentWindow | null,
    private readonly draw: () => void,
  ) {
    this.shown = openWindows(nearestTo ? nearestWindows(windows, nearestTo) : windows, timeZone);
    this.narrowed = this.shown.days;
  }

  /** The days that are listed just now. */
  get days(): readonly WindowDay[] {
    return this.narrowed.slice(0, this.datesShown);
  }

  /** The first of those that are listed and still free, where there is more than one. */
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

  /** The id of what every radio is heard with: that the one before has gone. */
  get message(): string | undefined {
    return this.vanished ? 'message' : undefined;
  }

  /** The list was read anew. */
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

  /** Selects a free window, and turns to where it stands. */
  select(id: string): void {
    const day = this.dayOf(id);
    if (!day || this.shown.gone.has(id)) return;
    this.selected = id;
    this.vanished = null;
    this.missing = false;
    this.turnTo(day, id);
    this.draw();
  }

  /** Opens a date, where dates are asked first. */
  openDate(date: string): void {
    this.date = date;
    this.timesFrom = 0;
    this.missing = false;
    this.draw();
  }

  /** Lists a date, wherever it stands, and leads to the first of its windows. */
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

  /** Shows more dates; false where they must be asked for first. */
  showLater(): boolean {
    this.awaitsLater = !this.hasLaterDates;
    this.showDatesAfter(this.lastShown);
    this.draw();
    return !this.awaitsLater;
  }

  /** The service has answered, and no later dates have come. */
  endLater(offered: boolean): void {
    this.noLater = this.awaitsLater && !offered;
    this.awaitsLater = false;
  }

  /** How many windows of a date can still be had, whatever the list is narrowed down to. */
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
