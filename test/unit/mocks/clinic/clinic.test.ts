import { readFileSync } from 'node:fs';
import Holidays from 'date-holidays';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeTime } from '../../../../src/domain/time/zoned-time.js';
import { isVisited } from '../../../../src/mocks/availability/areas.js';
import { bankHolidays } from '../../../../src/mocks/availability/bank-holidays.js';
import { clinicServer } from '../../../../src/mocks/node.js';
import { scenarioOf, scenarios, scenarioTable } from '../../../../src/mocks/scenarios/scenarios.js';
import { open, postcode, selectionOf, windowsOf } from '../visit.js';

const place = { taskId: 'tsk_blood', postcode };

describe('the timetable', () => {
  it('is the same for the same seed and day, and another for another', () => {
    expect(windowsOf(open())).toEqual(windowsOf(open()));
    expect(windowsOf(open('2026-11-23', { seed: 'other' }))).not.toEqual(windowsOf(open()));
    expect(windowsOf(open(), 'M1 1AE')).not.toEqual(windowsOf(open()));
  });

  it('reaches from tomorrow over three weeks, on most days, never on Sundays or bank holidays', () => {
    for (const today of ['2026-03-23', '2026-10-20', '2026-11-23', '2026-12-15'])
      for (const where of [postcode, 'M1 1AE', 'E1 6AN', 'ZZ99 1AA']) {
        const days = new Set(
          windowsOf(open(today), where).map(
            ({ startAt }) => placeTime(startAt, 'Europe/London').date,
          ),
        );
        expect(days.size, `${today} ${where}`).toBeGreaterThanOrEqual(12);
        for (const day of days) {
          expect(day > today).toBe(true);
          expect(new Date(day).getUTCDay()).not.toBe(0);
          expect(bankHolidays.has(day)).toBe(false);
        }
      }
  });

  it('keeps the clock of the place on both sides of the odd days', () => {
    for (const today of ['2026-03-23', '2026-10-20'])
      for (const { name, startAt, endAt } of windowsOf(open(today))) {
        const hours = [startAt, endAt].map((at) => placeTime(at, 'Europe/London').hour);
        const shifts = { Early: [7, 9], Morning: [9, 12], Afternoon: [13, 17], Evening: [17, 20] };
        expect(hours).toEqual(shifts[name as keyof typeof shifts]);
      }
  });

  it('tells how many are left only when they are few, and no place in an id', () => {
    const windows = windowsOf(open());
    expect(windows.some(({ remaining }) => remaining === undefined)).toBe(true);
    for (const { id, remaining = 1 } of windows) {
      expect([1, 2]).toContain(remaining);
      expect(id).toMatch(/^win_[0-9a-z]+$/);
    }
    expect(new Set(windows.map(({ id }) => id)).size).toBe(windows.length);
  });

  it('runs down as orders are booked, until the window is gone', () => {
    const clinic = open();
    const window = windowsOf(clinic).find(({ remaining }) => remaining === 2);
    if (!window) throw new Error('No window with two left.');
    const seal = () => clinic.seal(selectionOf(window.id));
    const tokens = [seal().token, seal().token, seal().token];
    const outcomes = tokens.map(
      (token, order) => clinic.order({ token, orderRef: `LK-${String(order)}` }).outcome,
    );
    expect(outcomes).toEqual(['scheduled', 'scheduled', 'patient_led']);
    expect(windowsOf(clinic).map(({ id }) => id)).not.toContain(window.id);
    expect(seal).toThrow('not free');
  });
});

it('bank holidays are those of a library of record', () => {
  const holidays = new Holidays('GB', 'ENG');
  const days = [2025, 2026, 2027, 2028].flatMap((year) =>
    holidays
      .getHolidays(year)
      .filter(
        ({ type, date }) => type === 'public' && !/Sat|Sun/.test(new Date(date).toUTCString()),
      )
      .map(({ date }) => date.slice(0, 10)),
  );
  expect([...bankHolidays]).toEqual([...new Set(days)].sort());
});

it.each([
  ['SW1A 1AA', true],
  ['EC1A 1BB', true],
  ['CR0 1AA', true],
  ['UB8 1UW', true],
  ['TN16 3AA', true],
  ['M1 1AE', true],
  ['M22 0AA', true],
  ['OL1 1AA', true],
  ['WA14 1AA', true],
  ['SK1 3XE', true],
  ['WN1 1AA', true],
  ['WD23 1AA', true],
  ['GU24 8AA', false],
  ['WA1 1AA', false],
  ['LS1 1AA', false],
  ['EH1 1YZ', false],
  ['BT1 5GS', false],
])('%s is visited: %s', (where, visited) => {
  expect(isVisited(where)).toBe(visited);
});

describe('an order', () => {
  it('asked for again is answered the same, and booked once', () => {
    const clinic = open();
    const [window] = windowsOf(clinic);
    const { token, summary } = clinic.seal(selectionOf(window?.id ?? ''));
    const first = clinic.order({ token, orderRef: 'LK-1' });
    expect(clinic.order({ token, orderRef: 'LK-1' })).toEqual(first);
    expect(clinic.orders).toHaveLength(1);
    expect(first.appointment.startAt).toBe(summary.startAt);
    expect(summary).toMatchObject({ startAt: window?.startAt, taskName: 'Blood test at home' });
  });

  it.each([
    ['', 'LK-1', 'token'],
    ['sel_unknown', 'LK-1', 'token'],
    ['sel_unknown', 'LK 1"', 'orderRef'],
    ['sel_unknown', 'x'.repeat(65), 'orderRef'],
  ])('of %j as %j is refused', (token, orderRef, param) => {
    expect(() => open().order({ token, orderRef })).toThrow(
      expect.objectContaining({ param }) as Error,
    );
  });
});

describe('a paid order', () => {
  const sealedIn = (clinic: ReturnType<typeof open>) => {
    // The last: it is still free when the promise has ended.
    const window = windowsOf(clinic).at(-1);
    return clinic.seal(selectionOf(window?.id ?? ''));
  };

  it('whose promise has ended is led by the patient, and takes no window', () => {
    let day = '2026-11-23';
    const clinic = open(day, { now: () => new Date(`${day}T09:00:00Z`) });
    const { token, expiresAt, summary } = sealedIn(clinic);
    expect(expiresAt).toBe('2026-11-24T09:00:00.000Z');
    day = '2026-11-24';
    const free = windowsOf(clinic);
    expect(free.map(({ startAt }) => startAt)).toContain(summary.startAt);
    const { outcome, appointment } = clinic.order({ token, orderRef: 'LK-1' });
    expect(outcome).toBe('patient_led');
    expect(appointment).toMatchObject({ status: 'scheduling', firstName: 'Asha' });
    expect(appointment.startAt).toBe(undefined);
    expect(windowsOf(clinic)).toEqual(free);
  });

  it('stands among the appointments, until the clinic forgets', () => {
    const clinic = open();
    const before = windowsOf(clinic);
    const { token } = sealedIn(clinic);
    const { appointment } = clinic.order({ token, orderRef: 'LK-1' });
    expect(clinic.appointments).toEqual([appointment]);
    clinic.use('no-windows');
    clinic.reset();
    expect(clinic.appointments).toEqual([]);
    expect(windowsOf(clinic)).toEqual(before);
    expect(() => clinic.order({ token, orderRef: 'LK-1' })).toThrow('No such selection');
  });
});

it('the first windows come along with coverage, or have to be asked for', () => {
  const ask = { ...place, from: '2026-11-23', to: '2026-12-13' };
  expect(open().coverage(place).windows).toEqual(open().windows(ask).windows);
  expect(open('2026-11-23', { firstWindows: false }).coverage(place)).toEqual({
    postcode,
    covered: true,
  });
});

describe('over HTTP', () => {
  const base = 'http://clinic.example.com/ally';
  const clinic = open();
  const server = clinicServer({ base, clinic });
  beforeAll(() => {
    server.listen({ onUnhandledRequest: 'error' });
  });
  afterAll(() => {
    server.close();
  });

  const post = (path: string, body: unknown, type = 'application/json') =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const windowId = windowsOf(clinic)[0]?.id ?? '';
  const good = selectionOf(windowId);
  const [person] = good.patients;

  it.each([
    ['/coverage', place, 200, undefined, undefined],
    ['/coverage', { ...place, extra: 1 }, 422, 'validation_failed', 'extra'],
    ['/coverage', { taskId: 'tsk_blood' }, 422, 'validation_failed', 'postcode'],
    ['/coverage', { ...place, postcode: 'sw1a1aa' }, 422, 'validation_failed', 'postcode'],
    ['/coverage', { ...place, taskId: 'tsk_none' }, 404, 'not_found', undefined],
    ['/coverage', '{', 400, 'malformed', undefined],
    ['/coverage', { ...place, taskId: 'x'.repeat(40_000) }, 413, 'too_large', undefined],
    ['/windows', { ...place, from: '2026-11-23', to: '2026-12-13' }, 200, undefined, undefined],
    [
      '/windows',
      { ...place, from: '2026-11-23', to: '2026-12-14' },
      422,
      'validation_failed',
      'to',
    ],
    [
      '/windows',
      { ...place, from: '2026-11-23', to: '2026-11-22' },
      422,
      'validation_failed',
      'to',
    ],
    [
      '/windows',
      { ...place, from: '2026-11-31', to: '2026-12-01' },
      422,
      'validation_failed',
      'from',
    ],
    [
      '/windows',
      { ...place, postcode: 'LS1 1AA', from: '2026-11-23', to: '2026-11-24' },
      422,
      'outside_coverage',
      'postcode',
    ],
    ['/selections', good, 200, undefined, undefined],
    ['/selections', { ...good, windowId: 'win_none' }, 409, 'window_unavailable', 'windowId'],
    ['/selections', { ...good, patients: [] }, 422, 'validation_failed', 'patients'],
    [
      '/selections',
      { ...good, patients: [{ ...person, shoeSize: 9 }] },
      422,
      'validation_failed',
      'patients.0.shoeSize',
    ],
    [
      '/selections',
      { ...good, patients: [{ ...person, phone: '07700 900123' }] },
      422,
      'validation_failed',
      'patients.0.phone',
    ],
    [
      '/selections',
      { ...good, patients: [{ ...person, dateOfBirth: '2027-01-01' }] },
      422,
      'validation_failed',
      'patients.0.dateOfBirth',
    ],
    ['/selections', { ...good, consents: [] }, 422, 'validation_failed', 'consents'],
    [
      '/selections',
      { ...good, consents: [{ ...good.consents[0], version: '2020-01' }] },
      422,
      'validation_failed',
      'consents',
    ],
    [
      '/selections',
      selectionOf(windowId, 'LS1 1AA'),
      422,
      'outside_coverage',
      'location.address.postcode',
    ],
    ['/elsewhere', place, 404, 'not_found', undefined],
  ])('POST %s %j: %i %s', async (path, body, status, code, param) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    if (code === undefined) return;
    const { error } = (await answer.json()) as { error: Record<string, unknown> };
    expect(error).toMatchObject({ code, ...(param === undefined ? {} : { param }) });
    expect(error.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it('takes JSON alone', async () => {
    expect((await post('/coverage', place, 'text/plain')).status).toBe(415);
  });

  it('knows its Task', async () => {
    expect(await (await fetch(`${base}/tasks/tsk_blood`)).json()).toMatchObject({ testMode: true });
    expect((await fetch(`${base}/tasks/tsk_none`)).status).toBe(404);
  });
});

describe('scenarios', () => {
  it('each have a postcode of their own in the pseudo-area', () => {
    const postcodes = Object.values(scenarios).map((scenario) => scenario.postcode);
    expect(new Set(postcodes).size).toBe(postcodes.length);
    for (const where of postcodes) expect(where).toMatch(/^ZZ99 \d[A-Z]{2}$/);
    expect(scenarioOf('ZZ99 1AB')).toBe('not-covered');
    expect(scenarioOf('SW1A 1AA')).toBe(undefined);
  });

  it.each(['README.md', 'docs/testing.md'])('are told in %s as they are', (file) => {
    // The document's table is padded to be read; its cells are what counts.
    const cells = (table: string): string =>
      table.replace(/ +\|/g, ' |').replace(/\| -+/g, '| ---');
    expect(cells(readFileSync(file, 'utf8'))).toContain(cells(scenarioTable()));
  });
});
