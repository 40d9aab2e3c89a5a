import { Temporal } from 'temporal-polyfill';
import { DAYS_AHEAD } from '../../domain/limits.js';
import { outwardCode, type Postcode } from '../../domain/postcode.js';
import type { AppointmentWindow } from '../../domain/window/window.js';
import { bankHolidays } from './bank-holidays.js';
import type { Behaviour } from '../scenarios/behaviours.js';
import { chance, opaqueId } from './seeded-random.js';

/** Where the clinic's visits take place. */
export const timeZone = 'Europe/London';

/** No window has room for more visits. */
export const mostRoom = 4;

/** The day's windows, by the names the platform's documents use for such. */
const shifts = [
  { name: 'Early', from: 7, to: 9 },
  { name: 'Morning', from: 9, to: 12 },
  { name: 'Afternoon', from: 13, to: 17 },
  { name: 'Evening', from: 17, to: 20 },
];

/** Fewer than this are told: more would be no news. */
const worthTelling = 3;

/** A window with the number of visits that fit into it. */
export interface OpenWindow extends AppointmentWindow {
  readonly capacity: number;
}

const isBankHoliday = (date: Temporal.PlainDate): boolean => bankHolidays.has(date.toString());

/** Whether the week of a day, Monday to Sunday, has a bank holiday. */
const isShortWeek = (date: Temporal.PlainDate): boolean =>
  Array.from({ length: 7 }, (_, day) => date.add({ days: day + 1 - date.dayOfWeek })).some(
    isBankHoliday,
  );

const isOpen = (area: string, seed: string, date: Temporal.PlainDate): boolean => {
  if (date.dayOfWeek === 7 || isBankHoliday(date)) return false;
  // Each area has a day a week on which no clinician is near, but makes up for a holiday.
  const restDay = Math.floor(chance(seed, area) * 6) + 1;
  return date.dayOfWeek !== restDay || isShortWeek(date);
};

const dayOf = (area: string, seed: string, date: Temporal.PlainDate): OpenWindow[] => {
  if (!isOpen(area, seed, date)) return [];
  // One window of an open day is never sold out beforehand: twelve days of three weeks are a promise.
  const kept = Math.floor(chance('kept', seed, area, date.toString()) * shifts.length);
  return shifts.flatMap(({ name, from, to }, shift) => {
    const facts = [seed, area, date.toString(), name];
    // Opaque, as the platform's are: an id must not tell where a person lives.
    const id = opaqueId('win', ...facts);
    // 0 to 4: what others have not taken already.
    const capacity = Math.max(
      shift === kept ? 1 : 0,
      Math.floor(chance(...facts) * (mostRoom + 1)),
    );
    const at = (hour: number): string =>
      date.toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant().toString();
    return capacity === 0 ? [] : [{ id, name, startAt: at(from), endAt: at(to), capacity }];
  });
};

/** A day on which a visit may begin every five minutes: 140 windows. */
const longDayOf = (area: string, seed: string, date: Temporal.PlainDate): OpenWindow[] =>
  Array.from({ length: 140 }, (_, index) => {
    const start = date
      .toZonedDateTime({ timeZone, plainTime: { hour: 7 } })
      .add({ minutes: 5 * index });
    const id = opaqueId('win', seed, area, start.toString());
    const [startAt, endAt] = [start, start.add({ hours: 1 })].map((at) =>
      at.toInstant().toString(),
    );
    return { id, startAt: startAt ?? '', endAt: endAt ?? '', capacity: mostRoom };
  });

/** What the hours cost that have a price, in pence: of the morning nothing is said. */
const prices: Readonly<Record<string, number>> = { Early: 1250, Afternoon: 0, Evening: 1250 };

const priced = (window: OpenWindow): OpenWindow => {
  const amount = prices[window.name ?? ''];
  return amount === undefined ? window : { ...window, price: { amount, currency: 'GBP' } };
};

type Windows = Behaviour['windows'];

const windowsOf = (
  area: string,
  { seed, today, windows }: { seed: string; today: Temporal.PlainDate; windows: Windows },
): readonly OpenWindow[] => {
  const list = Array.from({ length: DAYS_AHEAD }, (_, day) =>
    (windows === 'many' ? longDayOf : dayOf)(area, seed, today.add({ days: day + 1 })),
  ).flat();
  if (windows === 'few') return [0, 6, 12].flatMap((index) => list[index] ?? []);
  return windows === 'priced' ? list.map(priced) : list;
};

/** 2,800 windows take a while to work out, and are always the same. */
const known = new Map<string, readonly OpenWindow[]>();

/** The windows of an area for three weeks from tomorrow, in time order: the same for the same seed and day. */
export const timetable = (
  postcode: Postcode,
  { seed, now, windows }: { readonly seed: string; readonly now: Date; readonly windows?: Windows },
): readonly OpenWindow[] => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const area = outwardCode(postcode);
  const key = [area, seed, today.toString(), windows].join();
  const list = known.get(key) ?? windowsOf(area, { seed, today, windows });
  known.set(key, list);
  return list;
};

/** A window as the page may see it: how many are left only when it is few. */
export const shown = (
  { capacity, ...window }: OpenWindow,
  taken: number,
): AppointmentWindow | null => {
  const remaining = capacity - taken;
  if (remaining <= 0) return null;
  return remaining < worthTelling ? { ...window, remaining } : window;
};
