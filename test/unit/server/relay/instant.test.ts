import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import { errorOf as rejectionOf, living, sealingKeys, settled, useVirtualTime } from '../ally.js';
import { markers, selection } from '../selection.js';
import { ask, failureIn, key, startRelay, verdictOf, type RelaySetup } from './ask.js';

const otherKey = '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a12';
const body = { ...selection, key };

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

const book = async ({ relay }: RelaySetup, change: object = {}): Promise<Response> =>
  await settled(ask(relay, '/bookings', { body: { ...body, ...change } }));

const booked = async (setup: RelaySetup, change: object = {}) => {
  const response = await book(setup, change);
  expect(response.status).toBe(200);
  return contract.booking.parse(await response.json());
};

describe('booking from the page, where the relay does not offer it', () => {
  it.each([{}, { instant: false }, { instant: undefined }])(
    'is not found with %o',
    async (given) => {
      const setup = startRelay(given);
      for (const path of ['/bookings', '/bookings/'])
        for (const [method, sent] of [
          ['POST', { body }],
          ['OPTIONS', { headers: { 'access-control-request-method': 'POST' } }],
          ['GET', {}],
          ['PUT', { body }],
          ['HEAD', {}],
        ] as const) {
          const response = await ask(setup.relay, path, { method, ...sent });
          expect([method, path, response.status]).toEqual([method, path, 404]);
          expect(response.headers.get('access-control-allow-methods')).toBe(null);
        }
      expect(setup.platform.requests).toEqual([]);
    },
  );
});

describe('booking from the page', () => {
  it('books the window, with the mark of its key, and answers what the page may know', async () => {
    const setup = startRelay({ instant: true });
    const { appointment, outcome } = await booked(setup);
    expect(outcome).toBe('scheduled');
    expect(appointment).toMatchObject({ status: 'scheduled', firstName: 'Wilhelmina' });
    expect(setup.platform.appointments[0]?.externalRef).toMatch(
      new RegExp(`^order\\.instant\\.${key}~[a-z2-7]{16}$`),
    );
    const text = JSON.stringify(appointment);
    for (const marker of markers.filter((one) => !['Wilhelmina', 'SW1A'].includes(one)))
      expect(text).not.toContain(marker);
  });

  it('answers the same booking for the same key, also when its own window is gone by then', async () => {
    const setup = startRelay({ instant: true });
    const first = await booked(setup);
    setup.platform.taken.add('win_1');
    const again = await booked(setup);
    expect(again.appointment.id).toBe(first.appointment.id);
    expect(again.outcome).toBe('scheduled');
    expect(living(setup.platform)).toHaveLength(1);
  });

  it('refuses the same key with another selection, and changes nothing', async () => {
    const setup = startRelay({ instant: true });
    const first = await booked(setup);
    for (const change of [
      { note: 'Ring twice' },
      { patients: [{ ...selection.patients[0], firstName: 'Odalys' }] },
      { windowId: 'win_2' },
    ]) {
      const response = await book(setup, change);
      expect(response.status).toBe(409);
      const error = await failureIn(response);
      expect(error.code).toBe('key_reused');
      expect(JSON.stringify(error)).not.toContain(first.appointment.id);
    }
    expect((await booked(setup)).appointment.id).toBe(first.appointment.id);
    expect(living(setup.platform)).toHaveLength(1);
    expect(setup.platform.patients).toHaveLength(1);
  });

  it('books one of two selections that come at once under one key, and refuses the other', async () => {
    const setup = startRelay({ instant: true });
    const odalys = { ...body, patients: [{ ...selection.patients[0], firstName: 'Odalys' }] };
    const send = (sent: object) => ask(setup.relay, '/bookings', { body: sent });
    const responses = await settled(Promise.all([send(body), send(odalys)]));
    const [fine] = responses.filter(({ status }) => status === 200);
    const [refused] = responses.filter(({ status }) => status !== 200);
    expect(refused && (await verdictOf(refused))).toEqual([409, 'key_reused']);
    const { appointment } = contract.booking.parse(await fine?.json());
    expect(setup.platform.patients.map(({ firstName }) => firstName)).toEqual([
      appointment.firstName,
    ]);
    expect(living(setup.platform)).toHaveLength(1);
  });

  it('takes the order of properties for no difference', async () => {
    const setup = startRelay({ instant: true });
    const first = await booked(setup);
    const turned = Object.fromEntries(Object.entries(body).reverse());
    expect((await booked(setup, turned)).appointment.id).toBe(first.appointment.id);
  });

  it('makes one appointment of two requests at once', async () => {
    const setup = startRelay({ instant: true });
    const send = () => ask(setup.relay, '/bookings', { body });
    const responses = await settled(Promise.all([send(), send(), send()]));
    const ids = await Promise.all(
      responses.map(
        async (response) => contract.booking.parse(await response.json()).appointment.id,
      ),
    );
    expect(new Set(ids).size).toBe(1);
    expect(living(setup.platform)).toHaveLength(1);
  });

  it('is another booking with another key', async () => {
    const setup = startRelay({ instant: true });
    const [one, two] = [await booked(setup), await booked(setup, { key: otherKey })];
    expect(one.appointment.id).not.toBe(two.appointment.id);
  });

  it('books the same details again after the patient has cancelled', async () => {
    const setup = startRelay({ instant: true });
    const { appointment, manageToken } = await booked(setup);
    const headers = { 'ally-manage': manageToken };
    const path = `/appointments/${appointment.id}/cancel`;
    expect((await settled(ask(setup.relay, path, { body: {}, headers }))).status).toBe(200);
    expect((await booked(setup, { key: otherKey })).outcome).toBe('scheduled');
    expect(living(setup.platform)).toHaveLength(1);
  });

  it('refuses a window that is gone when the selection is checked', async () => {
    const setup = startRelay({ instant: true });
    setup.platform.taken.add('win_1');
    expect(await verdictOf(await book(setup))).toEqual([409, 'window_unavailable']);
    expect(setup.platform.patients).toEqual([]);
  });

  it('refuses a window that goes while it is booked, and asks no patient to choose', async () => {
    const setup = startRelay({ instant: true });
    const taken = { status: 409, body: { error: { code: 'window_taken' } } };
    setup.platform.plan('createAppointment', taken, taken);
    expect(await verdictOf(await book(setup))).toEqual([409, 'window_unavailable']);
    expect(setup.platform.appointments).toEqual([]);
    // The same key is checked again from the start, and the window may be free again.
    setup.platform.clearFaults();
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await booked(setup)).outcome).toBe('scheduled');
    expect(living(setup.platform)).toHaveLength(1);
  });

  it('answers 503 with Retry-After while the outcome is not known, and the same key finds it', async () => {
    const setup = startRelay({ instant: true });
    setup.platform.plan('createAppointment', { doneAfter: 30_000 });
    const response = await book(setup);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    const error = await failureIn(response);
    expect(error).toEqual({
      code: 'booking_unsettled',
      message: expect.any(String) as string,
      requestId: response.headers.get('x-request-id'),
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await booked(setup)).outcome).toBe('scheduled');
    expect(living(setup.platform)).toHaveLength(1);
  });

  it('books once, however often a page retries while answers are lost', async () => {
    const setup = startRelay({ instant: true });
    setup.platform.plan('createAppointment', 'lost-after', 'lost-before', 'lost-after');
    for (let times = 0; times < 4; times += 1) await book(setup);
    await vi.advanceTimersByTimeAsync(120_000);
    await booked(setup);
    expect(living(setup.platform)).toHaveLength(1);
  });

  it('has no Task that the merchant does not sell', async () => {
    const setup = startRelay({ instant: true });
    expect((await book(setup, { taskId: 'tsk_dear' })).status).toBe(404);
    expect(setup.platform.requests).toEqual([]);
  });

  it('cannot be reached as an order: a page has no order secret', async () => {
    const setup = startRelay({ instant: true, orderSecret: undefined });
    for (const path of ['/orders', '/orders/find', '/orders/cancel'])
      expect((await ask(setup.relay, path, { body: { orderRef: `instant.${key}` } })).status).toBe(
        404,
      );
  });
});

it('needs a store and the mark key', async () => {
  for (const [ally, option] of [
    [{ store: undefined }, 'store'],
    [{ sealing: { keys: sealingKeys } }, 'sealing.markKey'],
  ] as const) {
    const error = await rejectionOf(
      Promise.resolve().then(() => startRelay({ instant: true, orderSecret: undefined }, { ally })),
    );
    expect(error).toMatchObject({ code: 'misconfigured', option });
  }
});
