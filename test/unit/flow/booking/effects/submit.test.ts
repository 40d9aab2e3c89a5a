import { describe, expect, it } from 'vitest';
import {
  RateLimitedError,
  ValidationFailedError,
  WindowUnavailableError,
} from '../../../../../src/api/client/errors.js';
import { createBookingFlow } from '../../../../../src/flow/booking/booking-flow.js';
import type { BookingFlowOptions } from '../../../../../src/flow/booking/context.js';
import * as details from '../../../../../src/flow/booking/read-selection.js';
import type { BookingState } from '../../../../../src/flow/booking/state.js';
import {
  bookableState,
  booked,
  draft,
  early,
  fakeApi,
  late,
  list,
  patientState,
  problem,
  selection,
  settle,
  windowState,
} from '../journey.js';

const start = (from: BookingState, options: Partial<BookingFlowOptions> = {}) => {
  const { api, asked } = fakeApi();
  const problems: string[] = [];
  const flow = createBookingFlow({
    api,
    taskId: 'tsk_blood',
    months: () => [],
    from,
    now: () => new Date('2026-08-01T09:00:00Z'),
    newKey: () => 'key_1',
    loadDetails: () => Promise.resolve(details),
    onProblem: ({ code }) => problems.push(code),
    ...options,
  });
  return { flow, asked, problems };
};

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1);
  if (item === undefined) throw new Error('Nothing was asked.');
  return item;
};

const instant: Partial<BookingFlowOptions> = { mode: () => 'instant' };

/** As the service's client says it: done or not, nobody knows. */
const lostAnswer = Object.assign(new Error('lost'), {
  ...problem,
  code: 'outcome_unknown' as const,
});

describe('booking from the page', () => {
  it('seals nothing: the finished selection waits for the person, and is booked once', async () => {
    const { flow, asked } = start(
      { ...patientState, hold: null },
      { ...instant, orderRef: () => 'LK-1' },
    );
    flow.submitDetails();
    await settle();
    expect(asked.sealSelection).toHaveLength(0);
    expect(flow.get()).toMatchObject({ step: 'review', end: 'bookable', selection, key: 'key_1' });
    flow.book();
    flow.book();
    expect(asked.bookSelection).toHaveLength(1);
    expect(last(asked.bookSelection).input).toEqual({ selection, key: 'key_1', orderRef: 'LK-1' });
    last(asked.bookSelection).answer(booked);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'booked', booked });
    expect(asked.released).toEqual([]);
  });

  it('says that nobody knows when the answer was lost, and asks again with the same key', async () => {
    let orderRef = 'LK-1';
    const { flow, asked, problems } = start(
      { ...patientState, hold: null },
      { ...instant, orderRef: () => orderRef },
    );
    flow.submitDetails();
    await settle();
    flow.book();
    orderRef = 'LK-2';
    last(asked.bookSelection).fail(lostAnswer);
    await settle();
    expect(flow.get()).toMatchObject({
      booking: { status: 'failed', problem: { code: 'outcome_unknown' } },
    });
    expect(problems).toEqual(['outcome_unknown']);
    // Nothing may be changed until it is known: another selection would be another appointment.
    for (const step of ['coverage', 'window', 'patient'] as const) flow.reopen(step);
    flow.reset();
    expect(flow.get()).toMatchObject({ step: 'review', end: 'bookable' });
    flow.book();
    const [first, second] = asked.bookSelection;
    expect(second?.input).toEqual(first?.input);
    last(asked.bookSelection).answer(booked);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'booked' });
  });

  it('uses its hold up, and names no reference that the merchant has not given', async () => {
    const { flow, asked } = start(bookableState);
    flow.book();
    expect(last(asked.bookSelection).input).toEqual({
      selection: { ...selection, holdId: 'hld_1' },
      key: 'key_1',
    });
    last(asked.bookSelection).answer(booked);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'booked', hold: null });
    expect(asked.released).toEqual([]);
  });

  it('is not given up when the element is taken out of the page', async () => {
    const { flow, asked } = start(bookableState);
    flow.book();
    flow.pause();
    last(asked.bookSelection).answer(booked);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'booked' });
  });

  it('of a window that has gone leads back to the others', async () => {
    const { flow, asked } = start(bookableState);
    flow.book();
    last(asked.bookSelection).fail(new WindowUnavailableError());
    await settle();
    expect(flow.get()).toMatchObject({ step: 'window', lost: early, draft });
    last(asked.listWindows).answer({ ...list, windows: [late] });
    await settle();
    expect(flow.get()).toMatchObject({ windows: { status: 'ready' } });
  });

  it('that the service refuses may be asked for again', async () => {
    const { flow, asked } = start(bookableState);
    flow.book();
    last(asked.bookSelection).fail(new RateLimitedError());
    await settle();
    expect(flow.get()).toMatchObject({ booking: { problem: { code: 'rate_limited' } } });
    flow.book();
    expect(asked.bookSelection).toHaveLength(2);
  });

  it('does not happen when the page prevents it', () => {
    const { flow, asked } = start(bookableState, { maySubmit: () => false });
    flow.book();
    expect(asked.bookSelection).toHaveLength(0);
    expect(flow.get()).toBe(bookableState);
  });

  it('is not to be had on another step', () => {
    const { flow, asked } = start(patientState);
    flow.book();
    expect(asked.bookSelection).toHaveLength(0);
  });
});

describe('a field that the service refuses', () => {
  const refusal = new ValidationFailedError('patients.0.phone');

  it('is marked in the form, until it is changed', async () => {
    const { flow, asked } = start(patientState);
    flow.submitDetails();
    await settle();
    last(asked.sealSelection).fail(refusal);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'patient', problems: { phone: 'field_refused' } });
    flow.changeDraft({ ...draft, town: 'Leeds' });
    expect(flow.get()).toMatchObject({ problems: { phone: 'field_refused' } });
    flow.changeDraft({ ...draft, town: 'Leeds', phone: '07700 900456' });
    expect(flow.get()).toMatchObject({ problems: {} });
  });

  it('leads back from the review', async () => {
    const { flow, asked } = start({ ...patientState, hold: null }, instant);
    flow.submitDetails();
    await settle();
    flow.book();
    last(asked.bookSelection).fail(refusal);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'patient', problems: { phone: 'field_refused' } });
  });

  it('that has no place in the form is said of the whole', async () => {
    const { flow, asked } = start(patientState);
    flow.submitDetails();
    await settle();
    last(asked.sealSelection).fail(new ValidationFailedError(null));
    await settle();
    expect(flow.get()).toMatchObject({ sealing: { problem: { code: 'validation_failed' } } });
  });
});

describe('a reset', () => {
  it('gives up what is being asked, and nothing where it is refused', async () => {
    const { flow, asked } = start(patientState);
    flow.submitDetails();
    await settle();
    flow.reset();
    expect(last(asked.sealSelection).signal.aborted).toBe(true);
    const booking = start({ ...bookableState, hold: null, booking: { status: 'pending' } });
    booking.flow.reset();
    expect(booking.flow.get()).toMatchObject({ step: 'review' });
  });
});

describe('dates after those that were told', () => {
  it('are asked for from the day after the last one', async () => {
    const { flow, asked } = start(windowState);
    flow.askLaterWindows();
    flow.askLaterWindows();
    expect(asked.listWindows).toHaveLength(1);
    expect(last(asked.listWindows).input).toMatchObject({ from: '2026-08-08', to: '2026-08-28' });
    const later = { ...late, id: 'win_3', startAt: '2026-08-09T08:00:00+01:00' };
    last(asked.listWindows).answer({ ...list, windows: [later] });
    await settle();
    expect(flow.get()).toMatchObject({
      later: 'none',
      windows: { value: { windows: [early, late, later] } },
    });
    flow.askLaterWindows();
    expect(asked.listWindows).toHaveLength(1);
  });

  it('that could not be asked for may be asked for again', async () => {
    const { flow, asked } = start(windowState);
    flow.askLaterWindows();
    last(asked.listWindows).fail(new RateLimitedError());
    await settle();
    expect(flow.get()).toMatchObject({ later: 'failed', windows: { status: 'ready' } });
    flow.askLaterWindows();
    expect(asked.listWindows).toHaveLength(2);
  });

  it('are not to be had before a list', () => {
    const { flow, asked } = start(patientState);
    flow.askLaterWindows();
    flow.refreshWindows();
    expect(asked.listWindows).toHaveLength(0);
  });
});

describe('windows looked up again', () => {
  it('come without a word, and a failure changes nothing', async () => {
    const { flow, asked } = start(windowState);
    flow.refreshWindows();
    expect(flow.get()).toBe(windowState);
    last(asked.listWindows).fail(new RateLimitedError());
    await settle();
    expect(flow.get()).toBe(windowState);
    flow.refreshWindows();
    last(asked.listWindows).answer({ ...list, windows: [early] });
    await settle();
    expect(flow.get()).toMatchObject({ windows: { value: { windows: [early] } }, later: 'none' });
  });
});

it('first windows without one that is free are not the last word', async () => {
  const { flow, asked } = start({ ...windowState, step: 'coverage', check: { status: 'idle' } });
  flow.checkPostcode('SW1A 1AA');
  last(asked.checkCoverage).answer({
    covered: true,
    postcode: 'SW1A 1AA',
    first: { ...list, windows: [] },
  });
  await settle();
  expect(asked.listWindows).toHaveLength(1);
  expect(flow.get()).toMatchObject({ step: 'window', windows: { status: 'pending' } });
});
