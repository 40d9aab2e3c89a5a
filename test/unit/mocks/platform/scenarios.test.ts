import { afterEach, describe, expect, it, vi } from 'vitest';
import { scenarios, type ScenarioName } from '../../../../src/mocks/scenarios/scenarios.js';
import { cancelling, errorOf, openPlatform, patient, place } from './platform.js';

const at = (name: ScenarioName) => ({ ...place, postcode: scenarios[name].postcode });

afterEach(() => {
  vi.useRealTimers();
});

describe('the postcodes of the scenarios, as the platform plays them', () => {
  it.each<[ScenarioName, object]>([
    ['covered', { covered: true }],
    ['not-covered', { covered: false, reason: 'outside_coverage' }],
    ['paused', { covered: false, reason: 'paused' }],
    // Of the relay, and of the page: the platform knows nothing of them.
    ['origin-refused', { covered: true }],
    ['misconfigured', { covered: true }],
    ['script-fails', { covered: true }],
  ])('%s is %o', async (name, said) => {
    const { ask } = openPlatform();
    expect((await ask('POST', '/coverage', at(name))).json).toEqual(said);
  });

  it('have as many windows as they should', async () => {
    const { windows } = openPlatform();
    const countOf = async (name: ScenarioName) => (await windows(at(name).postcode)).length;
    expect(await countOf('no-windows')).toBe(0);
    expect(await countOf('few-windows')).toBe(3);
    expect(await countOf('many-windows')).toBeGreaterThan(1_000);
    const priced = await windows(at('priced-windows').postcode);
    expect(priced.some(({ price }) => price?.amount === 1250)).toBe(true);
  });

  it('window-gone: whoever asks with a hold finds its window taken, the first time', async () => {
    const { ask, windows } = openPlatform();
    const { postcode } = at('window-gone');
    const [first, second] = await windows(postcode);
    const isFree = async (windowId = '') => {
      const { json } = await ask('POST', '/holds', { ...place, postcode, windowId });
      return (await windows(postcode, json.id as string)).some(({ id }) => id === windowId);
    };
    expect([await isFree(first?.id), await isFree(second?.id)]).toEqual([false, true]);
  });

  it('window-gone-at-booking: the first appointment finds its window taken', async () => {
    const { book, firstWindow } = openPlatform();
    const { postcode } = at('window-gone-at-booking');
    const windowId = await firstWindow(postcode);
    expect(errorOf(await book({ windowId }, postcode))[0]).toBe(409);
    expect(errorOf(await book({ windowId }, postcode))[0]).toBe(409);
    const led = await book({}, postcode);
    expect([led.status, led.json.status]).toEqual([201, 'scheduling']);
    const other = await firstWindow(postcode);
    expect((await book({ windowId: other }, postcode)).status).toBe(201);
  });

  it('hold-lapses and hold-lapses-gone: a hold of three seconds, and what is left of it', async () => {
    const { ask, clock, firstWindow, windows } = openPlatform();
    for (const [name, isLeft] of [
      ['hold-lapses', true],
      ['hold-lapses-gone', false],
    ] as const) {
      const { postcode } = at(name);
      const windowId = await firstWindow(postcode);
      const { json } = await ask('POST', '/holds', { ...place, postcode, windowId });
      expect(Date.parse(String(json.expiresAt)) - clock.now.getTime()).toBe(3_000);
      clock.now = new Date(clock.now.getTime() + 3_000);
      expect((await windows(postcode)).some(({ id }) => id === windowId)).toBe(isLeft);
    }
  });

  it.each<[ScenarioName, number[]]>([
    ['holds-not-offered', [404, 404]],
    ['hold-refused', [429, 429]],
  ])('%s: a hold is answered %o', async (name, said) => {
    const { ask, firstWindow } = openPlatform();
    const { postcode } = at(name);
    const asked = { ...place, postcode, windowId: await firstWindow(postcode) };
    const answers = [await ask('POST', '/holds', asked), await ask('POST', '/holds', asked)];
    expect(answers.map(({ status }) => status)).toEqual(said);
  });

  it.each<[ScenarioName, number[], string | null]>([
    ['error-once', [500, 200], null],
    ['busy-once', [503, 200], '1'],
    ['rate-limited', [429, 429], '20'],
    ['offline', [0, 0], null],
  ])('%s: coverage is answered %o', async (name, said, retryAfter) => {
    const { ask } = openPlatform();
    const answers = [
      await ask('POST', '/coverage', at(name)),
      await ask('POST', '/coverage', at(name)),
    ];
    expect(answers.map(({ status }) => status)).toEqual(said);
    expect(answers[0]?.headers.get('retry-after')).toBe(retryAfter);
  });

  it('outcome-unknown: the first appointment is made, and its answer lost', async () => {
    const { ask, book, clinic } = openPlatform();
    const { postcode } = at('outcome-unknown');
    expect((await book({}, postcode)).status).toBe(0);
    expect(clinic.records.appointments.size).toBe(1);
    expect((await book({}, postcode)).status).toBe(201);
    const [made] = clinic.records.appointments.keys();
    expect((await ask('POST', `/appointments/${made ?? ''}/cancel`, cancelling)).status).toBe(200);
  });

  it('patient-refused: the first phone number is not accepted, another one is', async () => {
    const { ask } = openPlatform();
    const { postcode } = at('patient-refused');
    const lives = { ...patient, address: [{ line1: '1', town: 'London', postcode }] };
    const refused = [422, 'validation_failed', 'phone'];
    expect(errorOf(await ask('POST', '/patients', lives))).toEqual(refused);
    expect(errorOf(await ask('POST', '/patients', lives))).toEqual(refused);
    expect((await ask('POST', '/patients', { ...lives, phone: '+447700900124' })).status).toBe(201);
  });

  it.each<[ScenarioName, number]>([
    ['slow', 2_000],
    ['very-slow', 8_000],
  ])('%s: answers after %i milliseconds, and not before', async (name, latency) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { ask } = openPlatform();
    let isAnswered = false;
    const asked = ask('POST', '/coverage', at(name)).then(() => {
      isAnswered = true;
    });
    while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(latency - 1);
    expect(isAnswered).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await asked;
  });

  it('times-out: is done at once, without an answer', async () => {
    const { ask, face } = openPlatform();
    let isAnswered = false;
    void ask('POST', '/coverage', at('times-out')).then(() => {
      isAnswered = true;
    });
    await face.asked.until(([asked]) => asked?.isDone === true, 5_000);
    expect(face.asked.all).toMatchObject([{ operation: 'checkCoverage', status: null }]);
    expect(isAnswered).toBe(false);
  });
});
