import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Selection } from '../../../src/domain/selection.js';
import { Selections } from '../../../src/server/selections.js';
import { sealSelection } from '../../../src/server/tokens/selection-token.js';
import { window } from '../../fixtures/platform.js';
import { errorOf, noon, sealingKeys, settled, setUp, useVirtualTime, type Setup } from './ally.js';
import { markers, selection } from './selection.js';

const taskId = 'tsk_blood';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

/** Seals a selection with other facts than `setUp`. */
const sealWith = async (
  { options }: Setup,
  {
    mode = 'test',
    change = {},
  }: { readonly mode?: 'test' | 'live'; readonly change?: object } = {},
  chosen: Selection = selection,
): Promise<string> => {
  const { startAt, endAt, price } = window;
  const summary = {
    taskName: 'Blood test',
    timeZone: 'Europe/London',
    startAt,
    endAt,
    price,
    ...change,
  };
  const context = { sealing: options.sealing, now: () => new Date() };
  return (await sealSelection(chosen, { summary, mode }, context)).token;
};

describe('an opened selection', () => {
  it('says what to charge, and what would be booked', async () => {
    const setup = setUp();
    expect(await setup.ally.selections.open(await sealWith(setup), { taskId })).toEqual({
      taskId,
      windowId: 'win_1',
      mode: 'test',
      summary: {
        taskName: 'Blood test',
        timeZone: 'Europe/London',
        startAt: window.startAt,
        endAt: window.endAt,
        price: window.price,
      },
      price: { amount: 4500, currency: 'GBP' },
      windowEndsAt: '2026-11-25T12:00:00.000Z',
      willBookWindow: true,
    });
  });

  it('has no price where the platform gave none', async () => {
    const setup = setUp();
    const token = await sealWith(setup, { change: { price: undefined } });
    const opened = await setup.ally.selections.open(token, { taskId });
    expect(opened.price).toBe(null);
    expect(opened.summary).not.toHaveProperty('price');
  });

  it('has a price of nothing where the platform says so', async () => {
    const setup = setUp();
    const token = await sealWith(setup, { change: { price: { amount: 0, currency: 'GBP' } } });
    const opened = await setup.ally.selections.open(token, { taskId });
    expect(opened.price).toEqual({ amount: 0, currency: 'GBP' });
  });

  it('has nothing of the patient, unless that is asked for', async () => {
    const setup = setUp();
    const token = await sealWith(setup);
    const opened = await setup.ally.selections.open(token, { taskId });
    for (const marker of markers) expect(JSON.stringify(opened)).not.toContain(marker);
    const whole = await setup.ally.selections.open(token, { taskId, includePatient: true });
    expect(whole).toEqual({ ...opened, selection });
    for (const includePatient of ['true', 1, {}]) {
      const options = { taskId, includePatient } as never;
      expect(await setup.ally.selections.open(token, options)).toEqual(opened);
    }
  });

  it('may have white space around its token, as forms and e-mails add it', async () => {
    const setup = setUp();
    const token = await sealWith(setup);
    const opened = await setup.ally.selections.open(`\n ${token}\t`, { taskId });
    expect(opened.taskId).toBe(taskId);
  });

  it('needs no store', async () => {
    const setup = setUp({ store: undefined });
    const opened = await setup.ally.selections.open(await sealWith(setup), {
      taskId,
      orderRef: 'A',
    });
    expect(opened.willBookWindow).toBe(true);
  });
});

describe('the window of a selection', () => {
  it.each([
    ['a moment before the promise ends', day - 1_000, true],
    ['when the promise ends', day, false],
    ['after the promise has ended', 3 * day, false],
  ])('is booked or not: %s', async (_, passedMs, expected) => {
    const setup = setUp();
    const token = await sealWith(setup);
    vi.setSystemTime(noon.getTime() + passedMs);
    const opened = await setup.ally.selections.open(token, { taskId });
    expect([opened.willBookWindow, opened.windowEndsAt]).toEqual([
      expected,
      '2026-11-25T12:00:00.000Z',
    ]);
  });

  it.each([
    [59 * minute, true],
    [60 * minute, false],
    [61 * minute, false],
  ])(
    'is promised until it starts, if that is first: after %i ms %o',
    async (passedMs, expected) => {
      const setup = setUp();
      const startAt = new Date(noon.getTime() + hour).toISOString();
      const token = await sealWith(setup, { change: { startAt } });
      vi.setSystemTime(noon.getTime() + passedMs);
      expect(await setup.ally.selections.open(token, { taskId })).toMatchObject({
        willBookWindow: expected,
        windowEndsAt: startAt,
      });
    },
  );

  it('is promised for sealing.promiseMs', async () => {
    const setup = setUp({ sealing: { keys: sealingKeys, promiseMs: 10 * minute } });
    const token = await sealWith(setup);
    vi.setSystemTime(noon.getTime() + 10 * minute);
    expect(await setup.ally.selections.open(token, { taskId })).toMatchObject({
      willBookWindow: false,
      windowEndsAt: '2026-11-24T12:10:00.000Z',
    });
  });
});

describe('a selection is refused', () => {
  const refused = async (setup: Setup, token: unknown, options: object = { taskId }) =>
    await errorOf(setup.ally.selections.open(token as string, options as never));

  it('of another Task', async () => {
    const setup = setUp();
    expect(await refused(setup, await sealWith(setup), { taskId: 'tsk_dear' })).toMatchObject({
      code: 'token_refused',
      reason: 'other_task',
      canRetry: false,
    });
  });

  it('of another mode', async () => {
    const setup = setUp();
    expect(await refused(setup, await sealWith(setup, { mode: 'live' }))).toMatchObject({
      code: 'token_refused',
      reason: 'other_mode',
    });
  });

  it('that is too old', async () => {
    const setup = setUp();
    const token = await sealWith(setup);
    vi.setSystemTime(noon.getTime() + 90 * day);
    expect((await setup.ally.selections.open(token, { taskId })).willBookWindow).toBe(false);
    vi.setSystemTime(noon.getTime() + 90 * day + 1_000);
    expect(await refused(setup, token)).toMatchObject({ code: 'token_expired', canRetry: false });
  });

  it('with a key that this process does not know, for now', async () => {
    const keys = [{ kid: 'k2', secret: 'wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8' }];
    const token = await sealWith(setUp({ sealing: { keys } }));
    expect(await refused(setUp(), token)).toMatchObject({
      code: 'token_unreadable',
      reason: 'unknown_key',
      canRetry: true,
    });
  });

  it.each([undefined, null, '', ' ', 7, {}, ['x'], 'sel1.e30.AAAA', 'x'.repeat(100_000)])(
    'that is none: %o',
    async (token) => {
      expect(await refused(setUp(), token)).toMatchObject({
        code: 'token_refused',
        reason: 'malformed',
      });
    },
  );

  it('in an array: what is checked is what is opened', async () => {
    const setup = setUp();
    expect(await refused(setup, [await sealWith(setup)])).toMatchObject({ reason: 'malformed' });
  });

  it.each([undefined, null, {}, { taskId: null }, { taskId: 7 }, { taskId: ['tsk_blood'] }])(
    'without the Task that is sold: %o',
    async (options) => {
      const setup = setUp();
      const open = setup.ally.selections.open(await sealWith(setup), options as never);
      expect(await errorOf(open)).toMatchObject({ code: 'misconfigured' });
    },
  );

  it.each(['A B', '', 'x'.repeat(65), 7, null])('for the reference %j', async (orderRef) => {
    const setup = setUp();
    expect(await refused(setup, await sealWith(setup), { taskId, orderRef })).toMatchObject({
      code: 'order_ref_refused',
    });
  });
});

describe('a selection that an order has used', () => {
  const use = async (setup: Setup, orderRef: string): Promise<string> => {
    const token = await setup.seal();
    await settled(setup.ally.orders.book({ orderRef, token, taskId }));
    return token;
  };

  it('is refused for another order, and for none', async () => {
    const setup = setUp();
    const token = await use(setup, 'ORDER-1');
    for (const options of [{ taskId, orderRef: 'ORDER-2' }, { taskId }]) {
      const error = await errorOf(setup.ally.selections.open(token, options));
      expect(error).toMatchObject({ code: 'token_used', canRetry: false });
      // The other order's reference is another customer's.
      expect(String(error)).not.toContain('ORDER-1');
    }
  });

  it('is opened for the same order', async () => {
    const setup = setUp();
    const token = await use(setup, 'ORDER-1');
    const opened = await setup.ally.selections.open(token, { taskId, orderRef: 'ORDER-1' });
    expect(opened.taskId).toBe(taskId);
  });

  it('is refused for an order of the same reference in another shop', async () => {
    const setup = setUp({ namespace: 'shop-1' });
    const token = await use(setup, 'ORDER-1');
    const { sealing, store } = setup.options;
    const context = { sealing, store, now: () => new Date(), mode: 'test' } as const;
    const options = { taskId, orderRef: 'ORDER-1' };
    const own = new Selections({ ...context, namespace: 'shop-1' });
    expect((await own.open(token, options)).taskId).toBe(taskId);
    const other = new Selections({ ...context, namespace: 'shop-2' });
    expect(await errorOf(other.open(token, options))).toMatchObject({ code: 'token_used' });
  });

  it('is free again once the order is cancelled', async () => {
    const setup = setUp();
    const token = await use(setup, 'ORDER-1');
    await settled(setup.ally.orders.cancel({ orderRef: 'ORDER-1' }));
    expect((await setup.ally.selections.open(token, { taskId })).taskId).toBe(taskId);
  });

  it('is not used by an order that was only accepted', async () => {
    const setup = setUp();
    const token = await setup.seal();
    await setup.ally.orders.accept({ orderRef: 'ORDER-1', token, taskId });
    expect((await setup.ally.selections.open(token, { taskId })).taskId).toBe(taskId);
  });

  it('is refused while the store cannot say whether it is used', async () => {
    const setup = setUp();
    const token = await setup.seal();
    const { store } = setup.options;
    if (store) vi.spyOn(store, 'tokenOwner').mockRejectedValue(new Error('down'));
    expect(await errorOf(setup.ally.selections.open(token, { taskId }))).toMatchObject({
      code: 'store_unavailable',
      canRetry: true,
    });
  });
});
