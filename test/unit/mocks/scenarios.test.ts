import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clinicServer } from '../../../src/mocks/node.js';
import { scenarios, type ScenarioName } from '../../../src/mocks/scenarios.js';
import { open, selectionOf } from './visit.js';

const base = 'http://localhost/ally';
const clinic = open();
const server = clinicServer({ base: `${base}/`, clinic });
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  clinic.reset();
});

interface Said {
  readonly covered?: boolean;
  readonly reason?: string;
  readonly windows?: readonly { readonly id: string }[];
  readonly token?: string;
  readonly error?: { readonly code: string; readonly param?: string };
}

const ask = async (path: string, body: unknown): Promise<{ status: number; said: Said }> => {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, said: (await answer.json()) as Said };
};

const coverage = (postcode: string) => ask('/coverage', { taskId: 'tsk_blood', postcode });
const windows = (postcode: string) =>
  ask('/windows', { taskId: 'tsk_blood', postcode, from: '2026-11-23', to: '2026-12-13' });
const seal = (postcode: string, windowId = 'win_none') =>
  ask('/selections', selectionOf(windowId, postcode));

const firstTwo = async (postcode: string): Promise<[string, string]> => {
  const [first, second] = (await windows(postcode)).said.windows ?? [];
  if (!first || !second) throw new Error('Fewer than two windows are free.');
  return [first.id, second.id];
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
      [await seal(postcode), 'location.address.postcode'],
    ] as const) {
      expect(answer.status).toBe(422);
      expect(answer.said.error).toMatchObject({ code: 'outside_coverage', param });
    }
  },

  async 'no-windows'(postcode) {
    expect((await coverage(postcode)).said).toMatchObject({ covered: true, windows: [] });
    expect((await windows(postcode)).said.windows).toEqual([]);
    expect((await seal(postcode)).said.error?.code).toBe('window_unavailable');
  },

  async offline(postcode) {
    for (const asked of [coverage, windows, seal])
      await expect(asked(postcode)).rejects.toThrow(TypeError);
  },

  async 'error-once'(postcode) {
    expect((await coverage(postcode)).status).toBe(500);
    await says.covered(postcode);
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
