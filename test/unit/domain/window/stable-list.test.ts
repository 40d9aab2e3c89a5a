import { describe, expect, it } from 'vitest';
import { inPart, openWindows, refreshWindows } from '../../../../src/domain/window/stable-list.js';
import type { AppointmentWindow } from '../../../../src/domain/window/window.js';
import type { Price } from '../../../../src/domain/price.js';

const london = 'Europe/London';

const at = (day: number, hour: number, price?: Price): AppointmentWindow => ({
  id: `${String(day)}.${String(hour)}`,
  startAt: new Date(Date.UTC(2026, 11, day, hour)).toISOString(),
  endAt: new Date(Date.UTC(2026, 11, day, hour + 1)).toISOString(),
  price,
});
const ids = (days: readonly { windows: readonly AppointmentWindow[] }[]): string[] =>
  days.flatMap(({ windows }) => windows.map(({ id }) => id));

describe('a list that is opened', () => {
  it('asks for the date first where a day has more than eight windows', () => {
    const eight = Array.from({ length: 8 }, (_, index) => at(1, 8 + index));
    expect(openWindows(eight, london).datesFirst).toBe(false);
    expect(openWindows([...eight, at(1, 20)], london).datesFirst).toBe(true);
  });

  it('can be narrowed down when it is long, to the parts of the day that it has', () => {
    const days = Array.from({ length: 20 }, (_, day) => [at(day + 1, 9), at(day + 1, 18)]).flat();
    expect(openWindows(days, london).parts).toEqual([]);
    expect(openWindows([...days, at(21, 9)], london).parts).toEqual(['morning', 'evening']);
    const mornings = Array.from({ length: 41 }, (_, day) => at(day + 1, 9));
    expect(openWindows(mornings, london).parts, 'one part is no choice').toEqual([]);
  });

  it('has one price where every window has the same', () => {
    const pounds = (amount: number): Price => ({ amount, currency: 'GBP' });
    const priceOf = (...windows: AppointmentWindow[]): Price | null =>
      openWindows(windows, london).onePrice;
    expect(priceOf(at(1, 8, pounds(500)), at(1, 9, pounds(500)))).toEqual(pounds(500));
    expect(priceOf(at(1, 8, pounds(500)), at(1, 9, pounds(600)))).toBe(null);
    expect(priceOf(at(1, 8, pounds(5)), at(1, 9, { amount: 5, currency: 'EUR' }))).toBe(null);
    expect(priceOf(at(1, 8, pounds(500)), at(1, 9))).toBe(null);
    expect(priceOf(at(1, 8), at(1, 9, pounds(500)))).toBe(null);
    expect(priceOf(at(1, 8), at(1, 9))).toBe(null);
    expect(priceOf()).toBe(null);
  });
});

describe('a list that is read anew', () => {
  const before = openWindows([at(1, 8), at(1, 12), at(2, 8), at(4, 8)], london);

  it('keeps its rows up to the last date that is shown, and takes later dates as they are', () => {
    const now = [at(1, 8), at(1, 10), at(2, 8), at(3, 8), at(4, 12)];
    const shown = refreshWindows(before, now, london, '2026-12-02');
    expect(ids(shown.days)).toEqual(['1.8', '1.12', '2.8', '3.8', '4.12']);
    expect([...shown.gone]).toEqual(['1.12']);
  });

  it('says what is new of a window that is still free, and none that has moved', () => {
    const dearer = at(1, 8, { amount: 900, currency: 'GBP' });
    const moved = { ...at(2, 9), id: '2.8' };
    const shown = refreshWindows(before, [dearer, moved], london, '2026-12-04');
    expect(shown.days[0]?.windows[0]).toBe(dearer);
    expect([...shown.gone]).toEqual(['1.12', '2.8', '4.8']);
    expect(ids(shown.days)).toEqual(['1.8', '1.12', '2.8', '4.8']);
  });

  it('has a window again that came free again', () => {
    const gone = refreshWindows(before, [at(2, 8)], london, '2026-12-04');
    expect(gone.gone.size).toBe(3);
    expect(refreshWindows(gone, [at(1, 8), at(2, 8)], london, '2026-12-04').gone.size).toBe(2);
  });

  it('asks as it asked before, unless a later day has very many', () => {
    const full = Array.from({ length: 9 }, (_, index) => at(1, 8 + index));
    const opened = openWindows(full, london);
    expect(refreshWindows(opened, full.slice(0, 1), london, '').datesFirst).toBe(true);
    expect(refreshWindows(before, full, london, '').datesFirst).toBe(true);
    expect(refreshWindows(before, full, london, '2026-12-04').datesFirst).toBe(false);
  });
});

it('a part of the day leaves out days without it, and keeps the window that stays', () => {
  const { days } = openWindows([at(1, 8), at(1, 13), at(2, 9), at(3, 14)], london);
  expect(ids(inPart(days, 'afternoon', '', london))).toEqual(['1.13', '3.14']);
  expect(ids(inPart(days, 'afternoon', '2.9', london))).toEqual(['1.13', '2.9', '3.14']);
  expect(inPart(days, null, '', london)).toBe(days);
});
