import { dayPartOf, dayParts, groupByDay, type DayPart, type WindowDay } from './by-day.js';
import type { AppointmentWindow } from './window.js';
import type { Price } from '../price.js';

/**
 * The most windows on one day for which the date is not selected first. A longer list of all would be hard to scan.
 */
const mostOnADay = 8;

/**
 * The longest list without a filter: four windows a day for ten dates. Scanning such a list is quicker than
 * filtering it.
 */
const longList = 40;

/** The windows as they are shown, from one opening of the list to the next. */
export interface ShownWindows {
  readonly days: readonly WindowDay[];
  /** Ids of windows that are shown but no longer available. */
  readonly gone: ReadonlySet<string>;
  /** Whether the user selects the date before the time. */
  readonly datesFirst: boolean;
  /** The parts of the day by which the list can be filtered; empty if the list is short. */
  readonly parts: readonly DayPart[];
  /** The price of every window, which is then shown once; null if the prices differ. */
  readonly onePrice: Price | null;
}

const describe = (
  days: readonly WindowDay[],
  gone: ReadonlySet<string>,
  timeZone: string,
): ShownWindows => {
  const windows = days.flatMap((day) => day.windows);
  const price = windows[0]?.price;
  const found = new Set<DayPart>();
  if (windows.length > longList)
    for (const window of windows) {
      found.add(dayPartOf(window, timeZone));
      if (found.size === dayParts.length) break;
    }
  return {
    days,
    gone,
    datesFirst: days.some((day) => day.windows.length > mostOnADay),
    parts: found.size > 1 ? dayParts.filter((part) => found.has(part)) : [],
    onePrice:
      price &&
      windows.every(
        (window) =>
          window.price?.amount === price.amount && window.price.currency === price.currency,
      )
        ? price
        : null,
  };
};

/** Returns a newly opened list with all windows as they are now. */
export const openWindows = (
  windows: readonly AppointmentWindow[],
  timeZone: string,
): ShownWindows => describe(groupByDay(windows, timeZone), new Set(), timeZone);

/**
 * Updates a list that is open. Up to `lastShown`, the last date on the screen, every row keeps its place: an
 * unavailable window stays, marked, and a new one waits for the next opening. Later dates are not on the screen
 * yet, so they are replaced by what the service sent.
 */
export const refreshWindows = (
  before: ShownWindows,
  windows: readonly AppointmentWindow[],
  timeZone: string,
  lastShown: string,
): ShownWindows => {
  const now = new Map(windows.map((window) => [window.id, window]));
  const gone = new Set<string>();
  const kept = before.days
    .filter(({ date }) => date <= lastShown)
    .map(({ date, windows: rows }) => ({
      date,
      windows: rows.map((row) => {
        const same = now.get(row.id);
        if (same?.startAt === row.startAt) return same;
        gone.add(row.id);
        return row;
      }),
    }));
  const later = groupByDay(windows, timeZone).filter(({ date }) => date > lastShown);
  const { datesFirst, ...shown } = describe([...kept, ...later], gone, timeZone);
  // The layout of an open list does not change, unless a full day must be shown.
  return { ...shown, datesFirst: before.datesFirst || datesFirst, parts: before.parts };
};

/**
 * Filters the days by a part of the day. The window with the id `staying`, which is selected, is kept at any hour.
 */
export const inPart = (
  days: readonly WindowDay[],
  part: DayPart | null,
  staying: string,
  timeZone: string,
): readonly WindowDay[] =>
  part === null
    ? days
    : days
        .map(({ date, windows }) => ({
          date,
          windows: windows.filter(
            (window) => window.id === staying || dayPartOf(window, timeZone) === part,
          ),
        }))
        .filter(({ windows }) => windows.length > 0);
