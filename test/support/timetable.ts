import type { AppointmentWindow } from '../../src/domain/window/window.js';

/** The first day of the tests' timetables: a Tuesday in winter, when London is at UTC. */
const firstDay = Date.UTC(2026, 11, 1);
const minute = 60_000;

/** Days of equal windows, four hours long unless they are very many; ids tell day and place in it. */
export const timetable = (
  days: number,
  aDay: number,
  more: (day: number, index: number) => Partial<AppointmentWindow> = () => ({}),
): AppointmentWindow[] =>
  Array.from({ length: days * aDay }, (_, number) => {
    const day = Math.floor(number / aDay);
    const index = number % aDay;
    const every = aDay > 4 ? 5 : 240;
    const start = firstDay + (day * 24 * 60 + 8 * 60 + index * every) * minute;
    return {
      id: `win_${String(day + 1)}_${String(index + 1)}`,
      startAt: new Date(start).toISOString(),
      endAt: new Date(start + Math.min(every * 12, 240) * minute).toISOString(),
      ...more(day, index),
    };
  });
