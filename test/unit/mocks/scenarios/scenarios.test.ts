import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handlers } from '../../../../src/mocks/clinic/handlers.js';
import { scenarios, type ScenarioName } from '../../../../src/mocks/scenarios/scenarios.js';
import { open, selectionOf } from '../visit.js';

const base = 'http://localhost/ally';
let clock = new Date('2026-11-23T09:00:00Z');
const clinic = open('2026-11-23', { now: () => clock });
const server = setupServer(
  ...handlers(clinic, { base: `${base}/`, scripts: 'http://localhost/chunks/' }),
  http.get('http://localhost/chunks/*', () => new HttpResponse('')),
);
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  clock = new Date('2026-11-23T09:00:00Z');
  clinic.reset();
});

interface SaidWindow {
  readonly id: string;
  readonly name: string;
  readonly price?: { readonly amount: number };
}

interface Said {
  readonly covered?: boolean;
  readonly reason?: string;
  readonly windows?: readonly SaidWindow[];
  readonly token?: string;
  readonly summary?: { readonly price?: object };
  readonly id?: string;
  readonly expiresAt?: string;
  readonly outcome?: string;
  readonly appointment?: { readonly id: string; readonly price?: object };
  readonly error?: { readonly code: string; readonly param?: string };
}

const get = async (url: string): Promise<number> => (await fetch(url)).status;

const ask = async (
  path: string,
  body: unknown,
  signal: AbortSignal | null = null,
): Promise<{ status: number; retryAfter: string | null; said: Said }> => {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  const retryAfter = answer.headers.get('retry-after');
  return { status: answer.status, retryAfter, said: (await answer.json()) as Said };
};

const coverage = (postcode: string, signal?: AbortSignal) =>
  ask('/coverage', { taskId: 'tsk_blood', postcode }, signal);
const windows = (postcode: string) =>
  ask('/windows', { taskId: 'tsk_blood', postcode, from: '2026-11-23', to: '2026-12-13' });
const seal = (postcode: string, windowId = 'win_none') =>
  ask('/selections', selectionOf(windowId, postcode));

const firstTwo = async (postcode: string): Promise<[string, string]> => {
  const [first, second] = (await windows(postcode)).said.windows ?? [];
  if (!first || !second) throw new Error('Fewer than two windows are free.');
  return [first.id, second.id];
};

const idOf = (all: readonly SaidWindow[], shift: string): string =>
  all.find(({ name }) => name === shift)?.id ?? '';

const hold = (postcode: string, windowId: string) =>
  ask('/holds', { taskId: 'tsk_blood', postcode, windowId });
const book = (postcode: string, windowId: string, key: string, change: object = {}) =>
  ask('/bookings', { ...selectionOf(windowId, postcode), key, ...change });

const refused = async (
  asked: (postcode: string) => Promise<{ status: number; said: Said }>,
  postcode: string,
): Promise<unknown> => {
  const { status, said } = await asked(postcode);
  return [status, said.error?.code];
};

/** A postcode that plays none of this, to see that the clinic goes on. */
const plain = async (postcode: string): Promise<void> => {
  await says.covered(postcode);
};

/** What the service says in each scenario, whichever way it was brought about. */
const says: Record<ScenarioName, (postcode: string) => Promise<void>> = {
  async covered(postcode) {
    const { said } = await coverage(postcode);
    expect(said.covered).toBe(true);
    expect((await windows(postcode)).said.windows).toEqual(said.windows);
    const [first] = await firstTwo(postcode);
    expect((await seal(postcode, first)).said.token).toMatch(/^sel_/);
  },

  async 'not-covered'(postcode) {
    expect((await coverage(postcode)).said).toEqual({
      postcode,
      covered: false,
      reason: 'outside_coverage',
    });
    for (const [answer, param] of [
      [await windows(postcode), 'postcode'],
      [await hold(postcode, 'win_none'), 'postcode'],
      [await seal(postcode), 'location.address.postcode'],
    ] as const) {
      expect(answer.status).toBe(422);
      expect(answer.said.error).toMatchObject({ code: 'outside_coverage', param });
    }
  },

  async paused(postcode) {
    expect((await coverage(postcode)).said).toEqual({ postcode, covered: false, reason: 'paused' });
  },

  async 'no-windows'(postcode) {
    expect((await coverage(postcode)).said).toMatchObject({ covered: true, windows: [] });
    expect((await windows(postcode)).said.windows).toEqual([]);
    expect((await seal(postcode)).said.error?.code).toBe('window_unavailable');
  },

  async 'few-windows'(postcode) {
    expect((await coverage(postcode)).said.windows).toHaveLength(3);
    await plain(postcode);
  },

  async 'many-windows'(postcode) {
    const all = (await windows(postcode)).said.windows ?? [];
    expect(all).toHaveLength(2800);
    expect(new Set(all.map(({ id }) => id)).size).toBe(2800);
    await plain(postcode);
  },

  async 'priced-windows'(postcode) {
    const all = (await windows(postcode)).said.windows ?? [];
    const prices: Record<string, number> = { Early: 1250, Afternoon: 0, Evening: 1250 };
    for (const { name, price } of all) expect(price?.amount).toBe(prices[name]);
    const costly = all.find(({ price }) => price?.amount === 1250);
    const { said } = await seal(postcode, costly?.id);
    expect(said.summary?.price).toEqual({ amount: 1250, currency: 'GBP' });
    const free = await book(postcode, idOf(all, 'Afternoon'), crypto.randomUUID());
    expect(free.said.appointment?.price).toEqual({ amount: 0, currency: 'GBP' });
    const unpriced = await book(postcode, idOf(all, 'Morning'), crypto.randomUUID());
    expect(unpriced.said.appointment).not.toHaveProperty('price');
  },

  async 'window-gone'(postcode) {
    const [first, second] = await firstTwo(postcode);
    const gone = await seal(postcode, first);
    expect(gone.status).toBe(409);
    expect(gone.said.error).toMatchObject({ code: 'window_unavailable', param: 'windowId' });
    const left = (await windows(postcode)).said.windows?.map(({ id }) => id);
    expect(left).not.toContain(first);
    expect(left).toContain(second);
    expect((await seal(postcode, first)).status).toBe(409);
    expect((await seal(postcode, second)).status).toBe(200);
  },

  async 'window-gone-at-booking'(postcode) {
    const [first, second] = await firstTwo(postcode);
    const { token } = (await seal(postcode, first)).said;
    const paid = await ask('/orders', { token, orderRef: crypto.randomUUID() });
    expect(paid.said.outcome).toBe('patient_led');
    const key = crypto.randomUUID();
    expect((await book(postcode, first, key)).said.error?.code).toBe('window_unavailable');
    expect((await book(postcode, second, key)).said.outcome).toBe('scheduled');
  },

  async 'hold-lapses'(postcode) {
    const [first] = await firstTwo(postcode);
    const held = await hold(postcode, first);
    expect(Date.parse(held.said.expiresAt ?? '') - clock.getTime()).toBe(3000);
    clock = new Date(clock.getTime() + 3000);
    expect((await hold(postcode, first)).status).toBe(200);
  },

  async 'hold-lapses-gone'(postcode) {
    const [first, second] = await firstTwo(postcode);
    const held = await hold(postcode, first);
    expect((await seal(postcode, second)).status).toBe(200);
    clock = new Date(clock.getTime() + 3000);
    // Giving it back comes too late.
    clinic.release(held.said.id ?? '');
    expect(await refused((where) => hold(where, first), postcode)).toEqual([
      409,
      'window_unavailable',
    ]);
  },

  async 'holds-not-offered'(postcode) {
    const [first] = await firstTwo(postcode);
    expect((await hold(postcode, first)).status).toBe(404);
    await plain(postcode);
  },

  async 'hold-refused'(postcode) {
    const [first] = await firstTwo(postcode);
    expect((await hold(postcode, first)).said.error?.code).toBe('rate_limited');
    await plain(postcode);
  },

  async slow(postcode) {
    expect(clinic.latency(postcode)).toBe(2000);
    await Promise.resolve();
  },

  async 'very-slow'(postcode) {
    expect(clinic.latency(postcode)).toBe(8000);
    await Promise.resolve();
  },

  async 'times-out'(postcode) {
    const stop = new AbortController();
    const never = coverage(postcode, stop.signal).then(() => 'an answer');
    // The Task is answered meanwhile.
    expect(await get(`${base}/tasks/tsk_blood`)).toBe(200);
    stop.abort();
    await expect(never).rejects.toThrow('abort');
  },

  async offline(postcode) {
    for (const asked of [coverage, windows, seal])
      await expect(asked(postcode)).rejects.toThrow(TypeError);
  },

  async 'error-once'(postcode) {
    expect((await coverage(postcode)).status).toBe(500);
    await plain(postcode);
  },

  async 'busy-once'(postcode) {
    const busy = await coverage(postcode);
    expect([busy.status, busy.retryAfter]).toEqual([503, '1']);
    await plain(postcode);
  },

  async 'rate-limited'(postcode) {
    for (const asked of [coverage, windows, seal]) {
      const answer = await asked(postcode);
      expect([answer.status, answer.retryAfter]).toEqual([429, '20']);
    }
  },

  async 'origin-refused'(postcode) {
    expect(await refused(coverage, postcode)).toEqual([403, 'forbidden_origin']);
  },

  async misconfigured(postcode) {
    expect(await refused(coverage, postcode)).toEqual([500, 'misconfigured']);
  },

  async 'script-fails'(postcode) {
    const chunk = 'http://localhost/chunks/patient-step-1.js';
    const missing = async (): Promise<boolean> => (await get(chunk)) === 503;
    await plain(postcode);
    expect(await missing(), 'ahead').toBe(true);
    expect(await missing(), 'when it is needed').toBe(true);
    expect(await missing(), 'when it is asked for again').toBe(false);
  },

  async 'patient-refused'(postcode) {
    const [first] = await firstTwo(postcode);
    const refusal = await seal(postcode, first);
    expect(refusal.said.error).toMatchObject({
      code: 'validation_failed',
      param: 'patients.0.phone',
    });
    expect((await seal(postcode, first)).status).toBe(422);
    const other = selectionOf(first, postcode);
    const patients = other.patients.map((patient) => ({ ...patient, phone: '+447700900456' }));
    expect((await ask('/selections', { ...other, patients })).status).toBe(200);
  },

  async 'outcome-unknown'(postcode) {
    const [first] = await firstTwo(postcode);
    const key = crypto.randomUUID();
    await expect(book(postcode, first, key)).rejects.toThrow(TypeError);
    expect(clinic.appointments.at(-1)).toMatchObject({ postcode, status: 'scheduled' });
    const found = await book(postcode, first, key);
    expect(found.said.appointment?.id).toBe(clinic.appointments.at(-1)?.id);
  },

  'under-age': (postcode) => ofTheTask(postcode, 'tsk_adults', { minimumAge: 18 }),
  preparation: (postcode) =>
    ofTheTask(postcode, 'tsk_fasting', {
      preparation: 'Do not eat for 12 hours before the visit. You may drink water.',
    }),
  'nhs-number-and-sex': (postcode) =>
    ofTheTask(postcode, 'tsk_screening', { asks: { sex: true, nhsNumber: true } }),
  'two-consents': (postcode) =>
    ofTheTask(postcode, 'tsk_research', {
      consents: [
        expect.objectContaining({ id: 'care', required: true }),
        expect.objectContaining({ id: 'research', required: false }),
      ],
    }),
};

const ofTheTask = async (postcode: string, taskId: string, change: object): Promise<void> => {
  expect(clinic.task(taskId)).toMatchObject({ id: taskId, ...change });
  expect((await coverage(postcode)).said.covered).toBe(true);
};

describe.each(Object.entries(scenarios))('%s', (name, { postcode }) => {
  const play = says[name as ScenarioName];

  it('is played by its postcode, whatever is forced', async () => {
    await play(postcode);
    clinic.reset();
    clinic.use(name === 'covered' ? 'not-covered' : 'covered');
    await play(postcode);
  });

  it('is played by its name for every postcode', async () => {
    clinic.use(name as ScenarioName);
    for (const where of ['SW1A 1AA', 'M1 1AE', 'EH1 1YZ']) await play(where);
  });

  it('is over when the clinic is told so', async () => {
    clinic.use(name as ScenarioName);
    clinic.use(null);
    await says.covered('SW1A 1AA');
    await says['not-covered']('EH1 1YZ');
  });
});
