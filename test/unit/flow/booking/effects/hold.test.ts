import { describe, expect, it } from 'vitest';
import {
  OfflineError,
  RateLimitedError,
  WindowUnavailableError,
} from '../../../../../src/api/client/errors.js';
import { createBookingFlow } from '../../../../../src/flow/booking/booking-flow.js';
import * as details from '../../../../../src/flow/booking/read-selection.js';
import type { Happening } from '../../../../../src/flow/booking/actions.js';
import type { BookingState } from '../../../../../src/flow/booking/state.js';
import {
  bookableState,
  draft,
  early,
  fakeApi,
  hold,
  late,
  list,
  sealed,
  sealedState,
  settle,
  windowState,
} from '../journey.js';

const minute = 60_000;

/** A clock that the test moves, and what it has been asked to wake. */
const clock = () => {
  let time = Date.parse('2026-08-01T09:00:00Z');
  const alarms = new Map<symbol, { readonly at: number; readonly run: () => void }>();
  return {
    now: () => new Date(time),
    after(milliseconds: number, run: () => void) {
      const alarm = Symbol();
      alarms.set(alarm, { at: time + milliseconds, run });
      return () => {
        alarms.delete(alarm);
      };
    },
    /** Time passes, and every alarm rings at its time; asleep, none does. */
    pass(milliseconds: number, { asleep = false } = {}) {
      const end = time + milliseconds;
      for (;;) {
        const [due] = [...alarms].filter(([, { at }]) => at <= end && !asleep);
        if (!due) break;
        const [alarm, { at, run }] = due;
        time = Math.max(time, at);
        alarms.delete(alarm);
        run();
      }
      time = end;
    },
    get waiting() {
      return alarms.size;
    },
  };
};

const start = (from: BookingState = { ...windowState, hold: null, chosen: null }) => {
  const { api, asked } = fakeApi();
  const time = clock();
  const flow = createBookingFlow({
    api,
    taskId: 'tsk_blood',
    months: () => [],
    now: time.now,
    after: time.after,
    loadDetails: () => Promise.resolve(details),
    newKey: () => 'key_1',
    from,
  });
  const heard: Happening['type'][] = [];
  flow.subscribe((_state, _before, cause) => heard.push(cause.type));
  return { flow, asked, time, heard };
};

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1);
  if (item === undefined) throw new Error('Nothing was asked.');
  return item;
};

describe('a hold', () => {
  it('is asked for when the window is chosen, and goes into what is sealed', async () => {
    const { flow, asked } = start();
    flow.chooseWindow(early.id);
    expect(last(asked.holdWindow).input).toEqual({
      taskId: 'tsk_blood',
      postcode: 'SW1A 1AA',
      windowId: early.id,
    });
    expect(flow.get()).toMatchObject({ step: 'patient', hold: null });
    last(asked.holdWindow).answer(hold);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'patient', hold });
    flow.changeDraft(draft);
    flow.submitDetails();
    await settle();
    expect(last(asked.sealSelection).input).toMatchObject({ holdId: hold.id });
  });

  it.each([
    ['is not offered', null],
    ['is refused', new RateLimitedError()],
    ['cannot be asked for', new OfflineError()],
  ])('that %s stops nobody, and nothing is said of it', async (_what, answer) => {
    const { flow, asked, heard } = start();
    flow.chooseWindow(early.id);
    if (answer === null) last(asked.holdWindow).answer(null);
    else last(asked.holdWindow).fail(answer);
    await settle();
    flow.changeDraft(draft);
    flow.submitDetails();
    await settle();
    expect(last(asked.sealSelection).input).not.toHaveProperty('holdId');
    expect(heard).toEqual(['window-chosen', 'draft-changed', 'details-submitted']);
  });

  it('that finds the window gone leads back to the others, with everything kept', async () => {
    const { flow, asked } = start();
    flow.chooseWindow(early.id);
    flow.changeDraft(draft);
    last(asked.holdWindow).fail(new WindowUnavailableError());
    await settle();
    expect(flow.get()).toMatchObject({ step: 'window', lost: early, draft });
    last(asked.listWindows).answer({ ...list, windows: [late] });
    await settle();
    expect(flow.get()).toMatchObject({ windows: { status: 'ready' } });
  });

  it('is given back when another window is chosen, and when the form is reset', async () => {
    const { flow, asked } = start(windowState);
    flow.chooseWindow(late.id);
    expect(asked.released).toEqual([hold.id]);
    last(asked.holdWindow).answer({ ...hold, id: 'hld_2', windowId: late.id });
    await settle();
    flow.reset();
    expect(asked.released).toEqual([hold.id, 'hld_2']);
  });

  it('is not given up half asked: it would keep the room, and nobody could give it back', async () => {
    const { flow, asked } = start();
    flow.chooseWindow(early.id);
    flow.pause();
    flow.resume();
    expect(asked.holdWindow).toHaveLength(1);
    expect(last(asked.holdWindow).signal.aborted).toBe(false);
    last(asked.holdWindow).answer(hold);
    await settle();
    expect(flow.get()).toMatchObject({ hold });
  });

  it('that comes when it is not wanted any more is given back', async () => {
    const { flow, asked } = start();
    flow.chooseWindow(early.id);
    flow.reopen('window');
    flow.chooseWindow(late.id);
    last(asked.holdWindow).fail(new OfflineError());
    asked.holdWindow[0]?.answer(hold);
    await settle();
    expect(asked.released).toEqual([hold.id]);
    expect(flow.get()).toMatchObject({ chosen: late, hold: null });
  });

  it('of the same window is kept', () => {
    const { flow, asked } = start(windowState);
    flow.chooseWindow(early.id);
    expect(asked.holdWindow).toHaveLength(0);
    expect(asked.released).toEqual([]);
  });
});

describe('as time passes', () => {
  const chosen = async () => {
    const journey = start();
    journey.flow.chooseWindow(early.id);
    last(journey.asked.holdWindow).answer(hold);
    await settle();
    return journey;
  };

  it('it is said once, two minutes before, that the hold ends', async () => {
    const { time, heard, flow } = await chosen();
    time.pass(8 * minute - 1);
    expect(heard).not.toContain('hold-ending');
    time.pass(1);
    expect(flow.get()).toMatchObject({ holdEndsSoon: true });
    time.pass(minute);
    expect(heard.filter((type) => type === 'hold-ending')).toHaveLength(1);
  });

  it('a hold that lapses is asked for again, and all that was typed stays', async () => {
    const { flow, asked, time } = await chosen();
    flow.changeDraft(draft);
    time.pass(10 * minute);
    expect(flow.get()).toMatchObject({ step: 'patient', hold: null, draft });
    expect(asked.released).toEqual([]);
    const again = { ...hold, id: 'hld_2', expiresAt: '2026-08-01T09:20:00Z' };
    last(asked.holdWindow).answer(again);
    await settle();
    expect(asked.holdWindow).toHaveLength(2);
    expect(flow.get()).toMatchObject({ hold: again, holdEndsSoon: false, draft });
  });

  it('a page that was left open does not hold a window for ever', async () => {
    const { asked, time } = await chosen();
    for (let times = 2; times <= 9; times += 1) {
      time.pass(10 * minute);
      const expiresAt = new Date(time.now().getTime() + 10 * minute).toISOString();
      asked.holdWindow[times - 1]?.answer({ ...hold, id: `hld_${String(times)}`, expiresAt });
      await settle();
    }
    expect(asked.holdWindow).toHaveLength(7);
    expect(time.waiting).toBe(0);
  });

  it('a hold that lapsed while the page slept is found when it wakes', async () => {
    const { flow, asked, time } = await chosen();
    flow.pause();
    expect(time.waiting).toBe(0);
    time.pass(11 * minute, { asleep: true });
    expect(flow.get()).toMatchObject({ hold });
    flow.resume();
    expect(flow.get()).toMatchObject({ hold: null });
    expect(asked.holdWindow).toHaveLength(2);
  });
});

describe('what is sealed', () => {
  it('is sealed again under a new hold, and the value stays meanwhile', async () => {
    const { flow, asked, time } = start(sealedState);
    flow.wake();
    time.pass(10 * minute);
    expect(flow.get()).toMatchObject({ step: 'review', sealed });
    last(asked.holdWindow).answer({ ...hold, id: 'hld_2', expiresAt: '2026-08-01T09:20:00Z' });
    await settle();
    expect(last(asked.sealSelection).input).toMatchObject({ holdId: 'hld_2' });
    expect(flow.get()).toMatchObject({ step: 'review', sealed });
    const resealed = { ...sealed, token: 'sel_2' };
    last(asked.sealSelection).answer(resealed);
    await settle();
    expect(flow.get()).toMatchObject({ sealed: resealed, selection: { holdId: 'hld_2' } });
  });

  it('is given up when the window has gone, and kept when the service cannot tell', async () => {
    const gone = start({ ...sealedState, hold: { ...hold, expiresAt: '2026-08-01T08:00:00Z' } });
    gone.flow.wake();
    last(gone.asked.holdWindow).fail(new OfflineError());
    await settle();
    expect(gone.flow.get()).toMatchObject({ step: 'review', sealed });
    const lost = start({ ...sealedState, hold: { ...hold, expiresAt: '2026-08-01T08:00:00Z' } });
    lost.flow.wake();
    last(lost.asked.holdWindow).fail(new WindowUnavailableError());
    await settle();
    expect(lost.flow.get()).toMatchObject({ step: 'window', lost: early, draft });
  });

  it.each([
    ['has gone', new WindowUnavailableError(), { step: 'window', lost: early, draft }],
    ['cannot be asked about', new OfflineError(), { step: 'review', sealed }],
  ])('under a new hold, whose window %s, is given up only for that', async (_what, error, then) => {
    const { flow, asked } = start({
      ...sealedState,
      hold: { ...hold, expiresAt: '2026-08-01T08:00:00Z' },
    });
    flow.wake();
    last(asked.holdWindow).answer({ ...hold, id: 'hld_2' });
    await settle();
    last(asked.sealSelection).fail(error);
    await settle();
    expect(flow.get()).toMatchObject(then);
  });

  it('waits for the hold that is on its way: it has the room of the window', async () => {
    const { flow, asked } = start();
    flow.chooseWindow(early.id);
    flow.changeDraft(draft);
    flow.submitDetails();
    await settle();
    expect(asked.sealSelection).toHaveLength(0);
    last(asked.holdWindow).answer(hold);
    await settle();
    expect(asked.sealSelection).toHaveLength(1);
    expect(last(asked.sealSelection).input).toMatchObject({ holdId: hold.id });
  });

  it('is not sealed when that hold finds the window gone', async () => {
    const { flow, asked } = start();
    flow.chooseWindow(early.id);
    flow.changeDraft(draft);
    flow.submitDetails();
    last(asked.holdWindow).fail(new WindowUnavailableError());
    await settle();
    expect(asked.sealSelection).toHaveLength(0);
    expect(flow.get()).toMatchObject({ step: 'window', lost: early, draft });
  });

  it('is sealed anew when its promise has ended while the page slept, and is no value meanwhile', async () => {
    const { flow, asked, time } = start({ ...sealedState, hold: null });
    time.pass(24 * 60 * minute, { asleep: true });
    flow.wake();
    await settle();
    expect(flow.get()).toMatchObject({ step: 'patient', sealing: { status: 'pending' }, draft });
    last(asked.sealSelection).answer({ ...sealed, token: 'sel_2' });
    await settle();
    expect(flow.get()).toMatchObject({ step: 'review', sealed: { token: 'sel_2' } });
  });
});

describe('what was sealed before the page was loaded again', () => {
  it('is taken on while its promise lasts, and then begins anew', () => {
    const { flow, time } = start({ ...windowState, step: 'coverage', check: { status: 'idle' } });
    flow.restore(sealed);
    expect(flow.get()).toMatchObject({ step: 'review', end: 'restored', sealed });
    time.pass(24 * 60 * minute, { asleep: true });
    flow.wake();
    expect(flow.get()).toMatchObject({ step: 'coverage' });
    flow.restore(sealed);
    expect(flow.get()).toMatchObject({ step: 'coverage' });
  });
});

it('a booking is not changed under its hold', async () => {
  const { flow, asked, time } = start(bookableState);
  flow.wake();
  flow.book();
  time.pass(10 * minute);
  await settle();
  expect(asked.holdWindow).toHaveLength(0);
  expect(asked.bookSelection).toHaveLength(1);
});
