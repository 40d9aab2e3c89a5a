import { dayPartOf, dayParts, groupByDay, type DayPart, type WindowDay } from './by-day.js';
import type { AppointmentWindow } from './window.js';
import type { Price } from '../price.js';

/** With more on any day the date is asked first: a list of all would be too long to look over. */
const mostOnADay = 8;

/** Four a day for ten dates: up to that a list is looked through more quickly than it is narrowed down. */
const longList = 40;

/** The windows as a person sees them, from the opening of the list to the next opening. */
export interface ShownWindows {
  readonly days: readonly WindowDay[];
  /** Those that are shown but can no longer be had. */
  readonly gone: ReadonlySet<string>;
  /** Whether the date is asked before the time. */
  readonly datesFirst: boolean;
  /** The parts of the day that a long list can be narrowed down to. */
  readonly parts: readonly DayPart[];
  /** The price, where every window has the same: it is said once. */
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

/** A list that is opened: all as it is now. */
export const openWindows = (
  windows: readonly AppointmentWindow[],
  timeZone: string,
): ShownWindows => describe(groupByDay(windows, timeZone), new Set(), timeZone);

/**
 * A list that has been read anew while it is open. Up to the last date that is shown every row keeps its
 * place: one that has gone stays, marked, and new ones wait for the next opening. What comes after that
 * date is not seen yet, and is as the service says.
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
  // How the list is asked changes under nobody's hand, unless a full day must be shown.
  return { ...shown, datesFirst: before.datesFirst || datesFirst, parts: before.parts };
};

/** The days narrowed down to a part of the day; one window stays whatever its hour: the selected one. */
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
