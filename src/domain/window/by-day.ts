import { wallTime } from '../time/zoned-time.js';
import type { AppointmentWindow } from './window.js';

/** A calendar day of the place where the visit happens, with its windows in time order. */
export interface WindowDay {
  /** `YYYY-MM-DD` in the place's time zone. */
  readonly date: string;
  readonly windows: readonly AppointmentWindow[];
}

const dayLength = 86_400_000;

/** Windows by the day on which they start in the place's zone, in time order. */
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

/** The windows nearest in time to one that has gone; they are grouped, and so shown, in time order. */
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

/** The parts of a day that people plan by. */
export const dayParts = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof dayParts)[number];

/** The part of the day in which a window starts, by the clock of the place. */
export const dayPartOf = ({ startAt }: AppointmentWindow, timeZone: string): DayPart => {
  const hour = new Date(wallTime(Date.parse(startAt), timeZone)).getUTCHours();
  return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
};
