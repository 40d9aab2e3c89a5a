import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appointment, booking, failure } from '../../../../src/api/contract/schemas.js';
import type { Booking } from '../../../../src/domain/appointment.js';
import { clinicServer } from '../../../../src/mocks/node.js';
import { open, postcode, selectionOf, windowsOf } from '../visit.js';

const base = 'http://localhost/ally';
const clinic = open();
const server = clinicServer({ base, clinic });
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  clinic.reset();
});

const key = '6f1c2b1e-0f5a-4c57-9f53-2f4d8f0f7a11';
const windowWith = (remaining: number): string =>
  windowsOf(clinic).find((window) => window.remaining === remaining)?.id ?? '';
const bookedIn = (windowId: string, change: object = {}): Booking =>
  clinic.book({ ...selectionOf(windowId), key, ...change });

const post = (path: string, body: unknown) =>
  fetch(base + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a booking from the page', () => {
  it('takes the window, and answers the same for the same key', async () => {
    const windowId = windowWith(1);
    const ask = { ...selectionOf(windowId), key, orderRef: 'LK-1' };
    const answer = await post('/bookings', ask);
    expect(answer.status).toBe(200);
    const first = booking.parse(await answer.json());
    expect(first).toMatchObject({ outcome: 'scheduled', appointment: { status: 'scheduled' } });
    expect(await (await post('/bookings', ask)).json()).toEqual(first);
    expect(clinic.orders).toHaveLength(1);
    expect(windowsOf(clinic).map(({ id }) => id)).not.toContain(windowId);
  });

  it('with another key is another one', () => {
    const windowId = windowWith(2);
    const first = bookedIn(windowId);
    const second = bookedIn(windowId, { key: crypto.randomUUID() });
    expect(second.appointment.id).not.toBe(first.appointment.id);
    expect(() => bookedIn(windowId, { key: crypto.randomUUID() })).toThrow('not free');
    expect(clinic.orders).toHaveLength(2);
  });

  it('is not found by the order’s reference alone, which can be guessed', () => {
    bookedIn(windowWith(2), { orderRef: 'LK-1' });
    expect(clinic.orders.map(({ externalRef }) => externalRef)).toEqual([`LK-1.${key}`]);
    const { token } = clinic.seal(selectionOf(windowWith(2)));
    clinic.order({ token, orderRef: 'LK-1' });
    expect(clinic.orders).toHaveLength(2);
  });

  it('has an id that is the same for the same seed, another for each, and nobody’s after a reset', () => {
    const [one, same, other] = [{}, {}, { seed: 'other' }].map((options) => {
      const opened = open('2026-11-23', options);
      const windowId = windowsOf(opened)[0]?.id ?? '';
      return opened.book({ ...selectionOf(windowId), key }).appointment.id;
    });
    expect(one).toMatch(/^app_[0-9a-z]+$/);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
    const before = bookedIn(windowWith(2));
    clinic.reset();
    expect(bookedIn(windowWith(2)).appointment.id).not.toBe(before.appointment.id);
  });

  it.each([
    [{ key: undefined }, 'key'],
    [{ key: 'LK-1' }, 'key'],
    [{ orderRef: 'LK 1"' }, 'orderRef'],
    [{ orderRef: '' }, 'orderRef'],
    [{ price: 0 }, 'price'],
    [{ for: 'other' }, 'contact'],
    [{ location: { ...selectionOf('').location, floor: 2 } }, 'location.floor'],
  ])('of %j is refused', async (change, param) => {
    const answer = await post('/bookings', { ...selectionOf(windowWith(2)), key, ...change });
    expect(answer.status).toBe(422);
    expect(failure.parse(await answer.json()).error).toMatchObject({
      code: 'validation_failed',
      param,
    });
    expect(clinic.orders).toEqual([]);
  });
});

describe('an appointment', () => {
  const named = (token: string) => ({ headers: { 'Ally-Manage': token } });
  const read = (id: string, init?: RequestInit) => fetch(`${base}/appointments/${id}`, init);
  const cancel = (id: string, init?: RequestInit) =>
    fetch(`${base}/appointments/${id}/cancel`, { method: 'POST', ...init });
  const statusOf = async (answer: Response) => appointment.parse(await answer.json()).status;

  it('is shown to whoever has its token, with nothing of the patient but the first name', async () => {
    const made = bookedIn(windowWith(2), { note: 'Beware of the wyvern' });
    const answer = await read(made.appointment.id, named(made.manageToken));
    const said = await answer.text();
    expect(appointment.parse(JSON.parse(said))).toMatchObject({
      id: made.appointment.id,
      firstName: 'Asha',
      postcode,
    });
    const secrets = ['Example', '1984-03-27', '+447700900123', 'asha@example.com'];
    for (const secret of [...secrets, '1 Test Street', 'Beware of the wyvern'])
      expect(said).not.toContain(secret);
  });

  it('says how to prepare, and from when cancelling may be charged: a day of 24 hours before', async () => {
    clinic.use('preparation');
    const { appointment: made, manageToken } = bookedIn(windowWith(2));
    const said = appointment.parse(await (await read(made.id, named(manageToken))).json());
    expect(said).toMatchObject({
      taskId: 'tsk_blood',
      preparation: expect.stringContaining('Do not eat') as string,
    });
    expect(Date.parse(said.startAt ?? '') - Date.parse(said.chargeableFrom ?? '')).toBe(86_400_000);
    clinic.use('window-gone-at-booking');
    const { token } = clinic.seal(selectionOf(windowWith(1)));
    const later = clinic.order({ token, orderRef: 'LK-1' }).appointment;
    expect([later.preparation, later.chargeableFrom]).toEqual([undefined, undefined]);
  });

  it('is cancelled once, gives its place back, and stays cancelled', async () => {
    const windowId = windowWith(1);
    const { appointment: made, manageToken } = bookedIn(windowId);
    const answer = await cancel(made.id, named(manageToken));
    expect([answer.status, await statusOf(answer)]).toEqual([200, 'cancelled']);
    expect(windowWith(1)).toBe(windowId);
    bookedIn(windowId, { key: crypto.randomUUID() });
    expect(await statusOf(await cancel(made.id, named(manageToken)))).toBe('cancelled');
    expect(windowsOf(clinic).map(({ id }) => id)).not.toContain(windowId);
    expect(await statusOf(await read(made.id, named(manageToken)))).toBe('cancelled');
    expect(clinic.appointments.map(({ status }) => status)).toEqual(['cancelled', 'scheduled']);
    expect(bookedIn(windowId).appointment.status).toBe('cancelled');
  });

  it('without a window is cancelled as well, and no place is given back', async () => {
    clinic.use('window-gone-at-booking');
    const { token } = clinic.seal(selectionOf(windowWith(1)));
    const { appointment: made, manageToken } = clinic.order({ token, orderRef: 'LK-1' });
    const before = windowsOf(clinic);
    expect(made.status).toBe('scheduling');
    expect(await statusOf(await cancel(made.id, named(manageToken)))).toBe('cancelled');
    expect(windowsOf(clinic)).toEqual(before);
  });

  it('is not there for anybody else', async () => {
    const { appointment: made, manageToken } = bookedIn(windowWith(2));
    const { manageToken: another } = bookedIn(windowWith(2), { key: crypto.randomUUID() });
    for (const ask of [read, cancel])
      for (const answer of [
        await ask(made.id),
        await ask(made.id, named('')),
        await ask(made.id, named(another)),
        await ask('app_none', named(manageToken)),
      ]) {
        expect(answer.status).toBe(404);
        expect(failure.parse(await answer.json()).error.code).toBe('not_found');
      }
    expect(clinic.appointments.map(({ status }) => status)).toEqual(['scheduled', 'scheduled']);
  });

  it.each([
    ['{}', 200],
    ['{"reason":"moved"}', 422],
    ['{', 400],
  ])('is cancelled by the header alone: %s is answered with %i', async (body, status) => {
    const { appointment: made, manageToken } = bookedIn(windowWith(2));
    const headers = { 'Ally-Manage': manageToken, 'Content-Type': 'application/json' };
    expect((await cancel(made.id, { headers, body })).status).toBe(status);
  });

  it('plays the scenario of its place', async () => {
    const { appointment: made, manageToken } = bookedIn(windowWith(2));
    clinic.use('rate-limited');
    expect((await read(made.id, named(manageToken))).status).toBe(429);
    clinic.use('offline');
    await expect(cancel(made.id, named(manageToken))).rejects.toThrow(TypeError);
    clinic.use(null);
    expect(await statusOf(await read(made.id, named(manageToken)))).toBe('scheduled');
  });
});
