import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failure, hold as holdAnswer } from '../../../../src/api/contract/schemas.js';
import { clinicServer } from '../../../../src/mocks/node.js';
import { open, postcode, selectionOf, windowsOf } from '../visit.js';

const base = 'http://localhost/ally';
const start = Date.parse('2026-11-23T09:00:00Z');
const minute = 60_000;
let now = start;
const clinic = open('2026-11-23', { now: () => new Date(now) });
const server = clinicServer({ base, clinic });
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  now = start;
  clinic.reset();
});

/** A window into which as many visits fit as are said to be left. */
const windowWith = (remaining: number): string => {
  const found = windowsOf(clinic).find((window) => window.remaining === remaining);
  if (!found) throw new Error(`No window with ${String(remaining)} left.`);
  return found.id;
};

const leftOf = (windowId: string): number | undefined =>
  windowsOf(clinic).find(({ id }) => id === windowId)?.remaining;

const ask = { taskId: 'tsk_blood', postcode };
const hold = (windowId: string) => clinic.hold({ ...ask, windowId });

const post = (body: unknown) =>
  fetch(`${base}/holds`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a hold', () => {
  it('lasts ten minutes, and takes one place from everybody else', async () => {
    const windowId = windowWith(2);
    const answer = await post({ ...ask, windowId });
    expect(answer.status).toBe(200);
    const held = holdAnswer.parse(await answer.json());
    expect(held).toEqual({
      id: expect.stringMatching(/^hld_/) as string,
      windowId,
      expiresAt: '2026-11-23T09:10:00.000Z',
    });
    expect(leftOf(windowId)).toBe(1);
  });

  it('asked for again is another one, until the window is full', async () => {
    const windowId = windowWith(2);
    expect(hold(windowId).id).not.toBe(hold(windowId).id);
    const full = await post({ ...ask, windowId });
    expect(full.status).toBe(409);
    expect(failure.parse(await full.json()).error).toMatchObject({
      code: 'window_unavailable',
      param: 'windowId',
    });
    expect(windowsOf(clinic).map(({ id }) => id)).not.toContain(windowId);
  });

  it('keeps the window free for whoever names it, to seal, order and book', () => {
    const windowId = windowWith(1);
    const { id: holdId } = hold(windowId);
    expect(() => clinic.seal(selectionOf(windowId))).toThrow('not free');
    const { token } = clinic.seal({ ...selectionOf(windowId), holdId });
    expect(clinic.order({ token, orderRef: 'LK-1' }).outcome).toBe('scheduled');
    const other = windowWith(1);
    const key = crypto.randomUUID();
    const selection = { ...selectionOf(other), holdId: hold(other).id };
    expect(clinic.book({ ...selection, key }).outcome).toBe('scheduled');
  });

  it('of one window does not keep another', () => {
    const [first, second] = [windowWith(1), windowWith(2)];
    const { id: holdId } = hold(second);
    hold(first);
    expect(() => clinic.seal({ ...selectionOf(first), holdId })).toThrow('not free');
  });

  it('ends with the booking: the place is taken once', () => {
    const windowId = windowWith(2);
    const { id: holdId } = hold(windowId);
    clinic.book({ ...selectionOf(windowId), holdId, key: crypto.randomUUID() });
    expect(leftOf(windowId)).toBe(1);
  });

  it('that has lapsed gives its place back, and keeps nothing', () => {
    const windowId = windowWith(1);
    const { id: holdId } = hold(windowId);
    now = start + 10 * minute - 1;
    expect(leftOf(windowId)).toBe(undefined);
    now = start + 10 * minute;
    expect(leftOf(windowId)).toBe(1);
    hold(windowId);
    expect(() => clinic.seal({ ...selectionOf(windowId), holdId })).toThrow('not free');
  });

  it('lasts as long as the clinic is told', () => {
    const brief = open('2026-11-23', { holdFor: minute });
    const windowId = windowsOf(brief)[0]?.id ?? '';
    expect(brief.hold({ ...ask, windowId }).expiresAt).toBe('2026-11-23T09:01:00.000Z');
  });

  it.each([
    [{ windowId: 'win_none' }, 409, 'windowId'],
    [{}, 422, 'windowId'],
    [{ windowId: 'win_none', minutes: 90 }, 422, 'minutes'],
    [{ windowId: 'win_none', postcode: 'sw1a1aa' }, 422, 'postcode'],
    [{ windowId: 'win_none', postcode: 'LS1 1AA' }, 422, 'postcode'],
    [{ windowId: 'win_none', taskId: 'tsk_none' }, 404, undefined],
  ])('of %j is refused: %i', async (change, status, param) => {
    const answer = await post({ ...ask, ...change });
    expect(answer.status).toBe(status);
    expect(failure.parse(await answer.json()).error.param).toBe(param);
  });
});

describe('a hold given back', () => {
  const giveBack = (holdId: string) => fetch(`${base}/holds/${holdId}`, { method: 'DELETE' });

  it('frees its place at once', async () => {
    const windowId = windowWith(1);
    const { id } = hold(windowId);
    expect((await giveBack(id)).status).toBe(204);
    expect(leftOf(windowId)).toBe(1);
  });

  it('may be given back twice, or not be known at all', async () => {
    const windowId = windowWith(2);
    const [mine, other] = [hold(windowId), hold(windowId)];
    for (const id of [mine.id, mine.id, 'hld_none']) expect((await giveBack(id)).status).toBe(204);
    expect(leftOf(windowId)).toBe(1);
    expect((await giveBack(other.id)).status).toBe(204);
    expect(leftOf(windowId)).toBe(2);
  });
});
