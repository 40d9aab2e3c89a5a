import { describe, expect, it } from 'vitest';
import type { PlannedFault } from '../../../../src/mocks/platform/fault-schemas.js';
import { cancelling, findBy, openPlatform, patient } from './platform.js';

type Item = Readonly<Record<string, unknown>>;

/** A platform with faults that last until they are cleared. */
function openWith(...faults: PlannedFault['fault'][]) {
  const opened = openPlatform();
  opened.face.faults.set(faults.map((fault) => ({ on: 'any', fault })));
  async function find(ref: string, what: 'patients' | 'appointments' = 'appointments') {
    const { json } = await opened.ask('GET', findBy(what, ref));
    return (json as unknown as { data: Item[] }).data;
  }
  async function refsOf(ref: string): Promise<unknown[]> {
    return (await find(ref)).map(({ externalRef }) => externalRef);
  }
  return { ...opened, find, refsOf };
}

describe('search-lag', () => {
  it('shows what was made, changed or cancelled only after the lag, until it is cleared', async () => {
    const { ask, book, clock, face, find } = openWith({ kind: 'search-lag', milliseconds: 2_000 });
    function later(durationMs: number): void {
      clock.now = new Date(clock.now.getTime() + durationMs);
    }
    const { json } = await book();
    const id = String(json.id);
    expect([await find('LK-1'), await find('LK-1', 'patients')]).toEqual([[], []]);
    expect((await ask('GET', `/appointments/${id}`)).status).toBe(200);
    later(1_999);
    expect(await find('LK-1')).toEqual([]);
    later(1);
    expect(await find('LK-1')).toMatchObject([{ id, status: 'scheduling' }]);
    expect(await find('LK-1', 'patients')).toHaveLength(1);
    await ask('POST', `/appointments/${id}/cancel`, cancelling);
    expect(await find('LK-1')).toMatchObject([{ status: 'scheduling' }]);
    face.faults.clear();
    expect(await find('LK-1')).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe('search-match', () => {
  it.each([
    ['prefix', ['LK-1', 'LK-10']],
    ['any-case', ['LK-1', 'lk-1']],
    ['anything', ['LK-1', 'LK-10', 'lk-1', 'other']],
  ] as const)('by %s finds %j', async (by, refs) => {
    const { clinic, refsOf } = openWith({ kind: 'search-match', by });
    for (const ref of ['LK-1', 'LK-10', 'lk-1', 'other']) clinic.addForeign(ref);
    expect(await refsOf('LK-1')).toEqual(refs);
  });

  it('goes for patients as well', async () => {
    const { ask, find } = openWith({ kind: 'search-match', by: 'prefix' });
    await ask('POST', '/patients', { ...patient, externalRef: 'LK-10' });
    expect(await find('LK-1', 'patients')).toMatchObject([{ externalRef: 'LK-10' }]);
  });
});

describe('search-pages', () => {
  it('gives the URL of the next page, and null in the last', async () => {
    const { ask, clinic } = openWith({ kind: 'search-pages', size: 2, sign: 'next' });
    for (let count = 0; count < 3; count += 1) clinic.addForeign('LK-1');
    const first = (await ask('GET', findBy('appointments', 'LK-1'))).json;
    expect(first.data).toHaveLength(2);
    const next = new URL(String(first.next));
    expect(next.pathname).toBe('/v1/appointments/');
    const last = (await ask('GET', `/appointments/${next.search}`)).json;
    expect(last).toMatchObject({ data: [{ externalRef: 'LK-1' }], next: null });
  });

  it.each([
    ['nextCursor', { nextCursor: '2' }, { nextCursor: null }],
    ['hasMore', { hasMore: true }, { hasMore: false }],
    ['none', {}, {}],
  ] as const)('has the sign %s', async (sign, more, end) => {
    const { ask, clinic } = openWith({ kind: 'search-pages', size: 2, sign });
    for (let count = 0; count < 4; count += 1) clinic.addForeign('LK-1');
    const path = findBy('appointments', 'LK-1');
    const { data, ...signs } = (await ask('GET', path)).json;
    expect(data).toHaveLength(2);
    expect(signs).toEqual(more);
    const { data: rest, ...last } = (await ask('GET', `${path}&cursor=2`)).json;
    expect(rest).toHaveLength(2);
    expect(last).toEqual(end);
  });
});

describe('answers of another shape', () => {
  it('answer-nested: appointments name their patient, Task and window as objects', async () => {
    const { ask, book, find, firstWindow } = openWith({ kind: 'answer-nested' });
    const windowId = await firstWindow();
    const { json } = await book({ windowId });
    expect(json).toMatchObject({
      task: { id: 'tsk_blood' },
      window: { id: windowId, startAt: expect.any(String) as string },
    });
    for (const name of ['patientId', 'taskId', 'windowId', 'startAt', 'endAt'])
      expect(json).not.toHaveProperty(name);
    expect(await find('LK-1')).toEqual([json]);
    expect((await ask('GET', `/appointments/${String(json.id)}`)).json).toEqual(json);
    expect((await book()).json).not.toHaveProperty('window');
  });

  it('answer-bare-list: a list is answered by itself', async () => {
    const { ask, clinic } = openWith(
      { kind: 'answer-bare-list' },
      { kind: 'search-pages', size: 1, sign: 'next' },
    );
    clinic.addForeign('LK-1');
    clinic.addForeign('LK-1');
    const { json } = await ask('GET', findBy('appointments', 'LK-1'));
    expect(json).toMatchObject([{ externalRef: 'LK-1' }]);
  });

  it('answer-short: what was created is answered by its id, or with nothing', async () => {
    const { book, clinic, face } = openPlatform();
    const fault = { kind: 'answer-short', has: 'id' } as const;
    face.faults.set([{ on: 'createAppointment', fault }]);
    const { json } = await book();
    expect(json).toEqual({ id: [...clinic.records.appointments.keys()][0] });
    face.faults.set([{ on: 'createAppointment', fault: { ...fault, has: 'nothing' } }]);
    expect(await book()).toMatchObject({ status: 201, json: {} });
    expect(clinic.records.appointments.size).toBe(2);
  });

  it('answer-without and answer-status go together', async () => {
    const { ask, book, clinic } = openWith(
      { kind: 'answer-without', properties: ['createdAt', 'email'] },
      { kind: 'answer-status', status: 'confirmed' },
    );
    const { json } = await book();
    expect(json).toMatchObject({ status: 'confirmed' });
    expect(json).not.toHaveProperty('createdAt');
    const { json: read } = await ask('GET', `/patients/${String(json.patientId)}`);
    expect(read).not.toHaveProperty('email');
    clinic.cancelByStaff(String(json.id));
    const path = `/appointments/${String(json.id)}`;
    expect((await ask('GET', path)).json).toMatchObject({ status: 'cancelled' });
  });

  it('leaves other answers as they are, and goes with faults of one request', async () => {
    const { ask, book, face, made } = (() => {
      const opened = openWith({ kind: 'answer-nested' }, { kind: 'lost-after-commit' });
      return { ...opened, made: () => opened.clinic.records.appointments.size };
    })();
    expect((await ask('GET', '/tasks')).status).toBe(0);
    expect((await ask('GET', '/tasks')).json).toHaveProperty('data');
    face.faults.set([
      { on: 'any', fault: { kind: 'answer-nested' } },
      { on: 'createAppointment', fault: { kind: 'lost-after-commit' } },
    ]);
    expect((await book()).status).toBe(0);
    expect(made()).toBe(1);
    expect((await book()).json).toHaveProperty('patient');
  });
});
