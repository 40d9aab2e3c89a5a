import { wallTime } from '../time/zoned-time.js';
import type { AppointmentWindow } from './window.js';

/** A calendar day at the place of the visit, with its windows in time order. */
export interface WindowDay {
  /** `YYYY-MM-DD` in the place's time zone. */
  readonly date: string;
  readonly windows: readonly AppointmentWindow[];
}

/** In milliseconds. */
const dayLength = 86_400_000;

/** Groups windows by the day on which they start in the place's time zone, in time order. */
export const groupByDay = (
  windows: readonly AppointmentWindow[],
  timeZone: string,
): readonly WindowDay[] => {
  const days = new Map<number, AppointmentWindow[]>();
  for (const { window, start } of windows
    .map((window) => ({ window, start: Date.parse(window.startAt) }))
    .sort((a, b) => a.start - b.start)) {
    const number = Math.floor(wallTime(start, timeZone) / dayLength);
    const day = days.get(number);
    if (day) day.push(window);
    else days.set(number, [window]);
  }
  return [...days].map(([number, dayWindows]) => ({
    date: new Date(number * dayLength).toISOString().slice(0, 10),
    windows: dayWindows,
  }));
};

/** Returns up to `most` windows that start nearest to an unavailable one, in time order. */
export const nearestWindows = (
  windows: readonly AppointmentWindow[],
  gone: AppointmentWindow,
  most = 3,
): readonly AppointmentWindow[] => {
  const wanted = Date.parse(gone.startAt);
  return windows
    .filter(({ id }) => id !== gone.id)
    .map((window) => ({ window, start: Date.parse(window.startAt) }))
    .sort((a, b) => Math.abs(a.start - wanted) - Math.abs(b.start - wanted) || a.start - b.start)
    .slice(0, most)
    .sort((a, b) => a.start - b.start)
    .map(({ window }) => window);
};

/** The parts of a day by which windows can be filtered. */
export const dayParts = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof dayParts)[number];

/**
 * Returns the part of the day in which a window starts: the afternoon begins at 12:00 in the place's time zone, the
 * evening at 17:00.
 */
export const dayPartOf = ({ startAt }: AppointmentWindow, timeZone: string): DayPart => {
  const hour = new Date(wallTime(Date.parse(startAt), timeZone)).getUTCHours();
  return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
};
