import { describe, expect, it } from 'vitest';
import { OfflineError, WindowUnavailableError } from '../../../../src/api/client/errors.js';
import type { BookingApi } from '../../../../src/api/booking-api.js';
import { createBookingFlow } from '../../../../src/flow/booking/booking-flow.js';
import * as details from '../../../../src/flow/booking/read-selection.js';
import type { BookingState } from '../../../../src/flow/booking/state.js';
import {
  bookableState,
  bookedState,
  coverageState,
  covered,
  early,
  fakeApi,
  hold,
  late,
  list,
  notCovered,
  patientState,
  restoredState,
  sealed,
  sealedState,
  settle,
  windowState,
} from './journey.js';

const there = { ...covered, postcode: 'M1 1AE' };
const earlyThere = { ...early, id: 'win_3' };
const listThere = { timeZone: 'Europe/London', windows: [late, earlyThere] };

/** A journey that has come as far as this. */
const at = (from: BookingState, own: Partial<BookingApi> = {}) => {
  const { api: fake, asked } = fakeApi();
  const api = { ...fake, ...own };
  const timers = new Map<() => void, number>();
  const flow = createBookingFlow({
    api,
    from,
    taskId: 'tsk_blood',
    months: () => [],
    now: () => new Date('2026-08-01T09:00:00Z'),
    loadDetails: () => Promise.resolve(details),
    after: (milliseconds, run) => {
      timers.set(run, milliseconds);
      return () => timers.delete(run);
    },
  });
  return { flow, asked, timers };
};

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1);
  if (item === undefined) throw new Error('Nothing was asked.');
  return item;
};

const moveTo = async (
  { flow, asked }: ReturnType<typeof at>,
  windows: typeof list = listThere,
): Promise<void> => {
  flow.followPostcode('M1 1AE');
  last(asked.checkCoverage).answer(there);
  await settle();
  last(asked.listWindows).answer(windows);
  await settle();
};

describe('F18: when the shop’s postcode changes', () => {
  it('before anything was chosen, it is checked as if it were given here', async () => {
    const { flow, asked } = at({ ...coverageState, postcode: '', chosen: null, hold: null });
    flow.followPostcode('SW1A 1AA');
    last(asked.checkCoverage).answer(covered);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'window', postcode: 'SW1A 1AA' });
    flow.followPostcode('SW1A 1AA');
    expect(asked.checkCoverage).toHaveLength(1);
  });

  it('a window that still holds is kept with all that was typed, and held there', async () => {
    const journey = at(patientState);
    const { flow, asked } = journey;
    flow.followPostcode('M1 1AE');
    expect(asked.released).toEqual([hold.id]);
    expect(flow.get()).toMatchObject({ step: 'patient', move: 'asked', hold: null });
    last(asked.checkCoverage).answer(there);
    await settle();
    expect(last(asked.listWindows).input).toEqual({
      taskId: 'tsk_blood',
      postcode: 'M1 1AE',
      from: '2026-08-01',
      to: '2026-08-21',
    });
    last(asked.listWindows).answer(listThere);
    await settle();
    expect(flow.get()).toMatchObject({
      step: 'patient',
      move: 'made',
      chosen: earlyThere,
      coverage: there,
      draft: patientState.draft,
    });
    expect(last(asked.holdWindow).input).toEqual({
      taskId: 'tsk_blood',
      postcode: 'M1 1AE',
      windowId: 'win_3',
    });
  });

  it('what is held is given back first: it would not seem to be free', async () => {
    let released = (): void => undefined;
    const releaseHold = () =>
      new Promise<void>((resolve) => {
        released = resolve;
      });
    const { flow, asked } = at(patientState, { releaseHold });
    flow.followPostcode('M1 1AE');
    last(asked.checkCoverage).answer(there);
    await settle();
    expect(asked.listWindows).toHaveLength(0);
    released();
    await settle();
    expect(asked.listWindows).toHaveLength(1);
  });

  it('a hold whose release is never answered keeps nobody longer than two seconds', async () => {
    const { flow, asked, timers } = at(patientState, {
      releaseHold: () => new Promise(() => undefined),
    });
    flow.followPostcode('M1 1AE');
    last(asked.checkCoverage).answer(there);
    await settle();
    expect(asked.listWindows).toHaveLength(0);
    expect([...timers.values()]).toEqual([2_000]);
    for (const run of timers.keys()) run();
    await settle();
    expect(asked.listWindows).toHaveLength(1);
  });

  it('a hold that cannot be given back keeps nobody', async () => {
    const releaseHold = () => Promise.reject(new OfflineError());
    const journey = at(patientState, { releaseHold });
    await moveTo(journey);
    expect(journey.flow.get()).toMatchObject({ step: 'patient', move: 'made' });
  });

  it('a window that does not is told, and another is chosen from those there', async () => {
    const journey = at(patientState);
    await moveTo(journey, { ...listThere, windows: [late] });
    expect(journey.flow.get()).toMatchObject({
      step: 'window',
      move: 'made',
      lost: early,
      chosen: null,
      windows: { value: { windows: [late] } },
      draft: patientState.draft,
    });
    expect(journey.asked.holdWindow).toHaveLength(0);
  });

  it('what was sealed with the old address is no value any more, and is sealed again with the new one', async () => {
    const journey = at(sealedState);
    const { flow, asked } = journey;
    await moveTo(journey);
    expect(flow.get()).toMatchObject({ step: 'patient', move: 'made' });
    last(asked.holdWindow).answer(null);
    flow.submitDetails();
    await settle();
    expect(last(asked.sealSelection).input).toMatchObject({
      windowId: 'win_3',
      location: { address: { postcode: 'M1 1AE' } },
    });
    last(asked.sealSelection).answer(sealed);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'review', end: 'sealed' });
  });

  it('what is being sealed is dropped, and Continue waits for the answer', async () => {
    const { flow, asked } = at(patientState);
    flow.submitDetails();
    await settle();
    const old = last(asked.sealSelection);
    flow.followPostcode('M1 1AE');
    expect(old.signal.aborted).toBe(true);
    old.answer(sealed);
    flow.submitDetails();
    await settle();
    expect(flow.get()).toMatchObject({ step: 'patient', move: 'asked' });
    expect(asked.sealSelection).toHaveLength(1);
  });

  it.each([patientState, windowState])(
    'where we do not go, that is said and everything is kept ($step)',
    async (state) => {
      const { flow, asked } = at(state);
      flow.followPostcode('AB10 1AA');
      last(asked.checkCoverage).answer(notCovered);
      await settle();
      expect(flow.get()).toMatchObject({
        step: 'coverage',
        check: { value: notCovered },
        chosen: early,
        draft: patientState.draft,
      });
      expect(asked.listWindows).toHaveLength(0);
    },
  );

  it('a service that cannot tell is asked again from the postcode', async () => {
    const { flow, asked } = at(patientState);
    flow.followPostcode('M1 1AE');
    last(asked.checkCoverage).answer(there);
    await settle();
    last(asked.listWindows).fail(new OfflineError());
    await settle();
    expect(flow.get()).toMatchObject({ step: 'coverage', check: { status: 'failed' } });
    flow.followPostcode('M1 1AE');
    last(asked.checkCoverage).answer({ ...there, first: list });
    await settle();
    expect(flow.get()).toMatchObject({ step: 'window', chosen: early });
  });

  it('while the windows are open, those there take their place', async () => {
    const journey = at(windowState);
    const { flow, asked } = journey;
    flow.askLaterWindows();
    const late = last(asked.listWindows);
    flow.followPostcode('M1 1AE');
    expect(late.signal.aborted).toBe(true);
    flow.askWindows();
    flow.refreshWindows();
    expect(asked.listWindows).toHaveLength(1);
    await moveTo(journey);
    expect(flow.get()).toMatchObject({ chosen: earlyThere, windows: { value: listThere } });
    expect(asked.checkCoverage).toHaveLength(1);
  });

  it('the last one counts', async () => {
    const journey = at(patientState);
    const { flow, asked } = journey;
    flow.followPostcode('E1 6AN');
    const first = last(asked.checkCoverage);
    await moveTo(journey);
    expect(first.signal.aborted).toBe(true);
    last(asked.holdWindow).answer(null);
    flow.followPostcode('SW1A 1AA');
    last(asked.checkCoverage).answer(covered);
    await settle();
    last(asked.listWindows).answer(list);
    await settle();
    expect(flow.get()).toMatchObject({ postcode: 'SW1A 1AA', chosen: early, move: 'made' });
  });

  it.each(['window', 'coverage'] as const)(
    'Change asks anew, and leads on with what was chosen (%s)',
    async (step) => {
      const { flow, asked } = at(patientState);
      flow.followPostcode('M1 1AE');
      const before = last(asked.checkCoverage);
      flow.reopen(step);
      expect(before.signal.aborted).toBe(true);
      expect(flow.get()).toMatchObject({ step: 'coverage', check: { status: 'idle' } });
      flow.followPostcode('M1 1AE');
      last(asked.checkCoverage).answer({ ...there, first: list });
      await settle();
      expect(flow.get()).toMatchObject({ step: 'window', chosen: early });
    },
  );

  it('a hold of the place before comes too late, and is given back', async () => {
    const { flow, asked } = at(windowState);
    flow.chooseWindow(late.id);
    const before = last(asked.holdWindow);
    const same = { ...there, first: null };
    flow.followPostcode('M1 1AE');
    last(asked.checkCoverage).answer(same);
    await settle();
    expect(asked.listWindows).toHaveLength(0);
    before.answer({ ...hold, id: 'hld_9', windowId: late.id });
    await settle();
    expect(flow.get().hold).toBe(null);
    expect(asked.released).toEqual([hold.id, 'hld_9']);
    expect(asked.listWindows).toHaveLength(1);
  });

  it('a hold that is refused at the place before loses nothing here', async () => {
    const { flow, asked } = at(windowState);
    flow.chooseWindow(late.id);
    flow.followPostcode('M1 1AE');
    last(asked.holdWindow).fail(new WindowUnavailableError());
    await settle();
    expect(flow.get()).toMatchObject({ step: 'patient', chosen: late });
  });

  it('a reload keeps what was sealed, until the address is another one', () => {
    const { flow, asked } = at({ ...restoredState, postcode: '' });
    flow.followPostcode('SW1A 1AA');
    expect(flow.get()).toMatchObject({ end: 'restored', sealed });
    flow.followPostcode('M1 1AE');
    expect(flow.get()).toMatchObject({ step: 'coverage', check: { status: 'pending' } });
    expect(last(asked.checkCoverage).input).toMatchObject({ postcode: 'M1 1AE' });
  });

  it.each([{ ...bookableState, booking: { status: 'pending' } } as const, bookedState])(
    'what is booked, or may be, stays as it is ($step)',
    (state) => {
      const { flow, asked } = at(state);
      flow.followPostcode('M1 1AE');
      expect(flow.get()).toBe(state);
      expect(asked.checkCoverage).toHaveLength(0);
    },
  );
});
