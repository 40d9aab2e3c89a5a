import { describe, expect, it, vi } from 'vitest';
import { OfflineError, WindowUnavailableError } from '../../../../src/api/client/errors.js';
import { createBookingFlow } from '../../../../src/flow/booking/booking-flow.js';
import * as details from '../../../../src/flow/booking/read-selection.js';
import type { BookingState } from '../../../../src/flow/booking/state.js';
import type { Happening } from '../../../../src/flow/booking/actions.js';
import {
  covered,
  draft,
  early,
  fakeApi,
  late,
  list,
  notCovered,
  patientState,
  sealed,
  selection,
  settle,
  task,
} from './journey.js';

const start = (options: Partial<Parameters<typeof createBookingFlow>[0]> = {}) => {
  const { api, asked } = fakeApi();
  const flow = createBookingFlow({
    api,
    taskId: 'tsk_blood',
    now: () => new Date('2026-08-01T09:00:00Z'),
    months: () => [],
    loadDetails: () => Promise.resolve(details),
    ...options,
  });
  const heard: Happening['type'][] = [];
  flow.subscribe((_state, _before, cause) => heard.push(cause.type));
  return { flow, asked, heard };
};

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1);
  if (item === undefined) throw new Error('Nothing was asked.');
  return item;
};

const step = (state: BookingState): string => state.step;

describe('the whole way', () => {
  it('goes from postcode to review, asking each thing once', async () => {
    const { flow, asked, heard } = start();
    flow.askTask();
    last(asked.getTask).answer(task);
    await settle();
    flow.checkPostcode('SW1A 1AA');
    expect(last(asked.checkCoverage).input).toEqual({ taskId: 'tsk_blood', postcode: 'SW1A 1AA' });
    last(asked.checkCoverage).answer(covered);
    await settle();
    flow.chooseWindow(early.id);
    last(asked.holdWindow).answer(null);
    flow.changeDraft(draft);
    flow.submitDetails();
    await settle();
    expect(last(asked.sealSelection).input).toEqual(selection);
    last(asked.sealSelection).answer(sealed);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'review', sealed, selection });
    expect(heard).toEqual([
      'task-asked',
      'task-arrived',
      'postcode-submitted',
      'coverage-confirmed',
      'window-chosen',
      'draft-changed',
      'details-submitted',
      'selection-sealed',
    ]);
  });

  it('asks for three weeks of windows when coverage brought none', async () => {
    const { flow, asked } = start();
    flow.checkPostcode('SW1A 1AA');
    last(asked.checkCoverage).answer({ ...covered, first: null });
    await settle();
    expect(last(asked.listWindows).input).toEqual({
      taskId: 'tsk_blood',
      postcode: 'SW1A 1AA',
      from: '2026-08-01',
      to: '2026-08-21',
    });
    last(asked.listWindows).answer(list);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'window', windows: { status: 'ready', value: list } });
  });
});

describe('answers that do not lead on', () => {
  it('not covered keeps the person at the postcode', async () => {
    const { flow, asked } = start();
    flow.checkPostcode('AB10 1AA');
    last(asked.checkCoverage).answer(notCovered);
    await settle();
    expect(flow.get()).toMatchObject({ step: 'coverage', check: { value: notCovered } });
  });

  it('a failure is carried as a code, and the same question may be asked again', async () => {
    const { flow, asked } = start();
    flow.checkPostcode('SW1A 1AA');
    last(asked.checkCoverage).fail(new OfflineError());
    await settle();
    expect(flow.get()).toMatchObject({
      check: {
        status: 'failed',
        problem: {
          code: 'offline',
          canRetry: true,
          requestId: null,
          retryAfter: null,
          param: null,
        },
      },
    });
    flow.checkPostcode('SW1A 1AA');
    last(asked.checkCoverage).answer(covered);
    await settle();
    expect(step(flow.get())).toBe('window');
  });

  it('a Task or windows that fail can be asked for again', async () => {
    const { flow, asked } = start();
    flow.askTask();
    last(asked.getTask).fail(new Error('a stranger'));
    await settle();
    expect(flow.get().task).toMatchObject({ status: 'failed', problem: { code: 'unavailable' } });
    flow.askTask();
    last(asked.getTask).answer(task);
    flow.checkPostcode('SW1A 1AA');
    last(asked.checkCoverage).answer({ ...covered, first: null });
    await settle();
    last(asked.listWindows).fail(new OfflineError());
    await settle();
    expect(flow.get()).toMatchObject({ windows: { status: 'failed' } });
    flow.askWindows();
    last(asked.listWindows).answer(list);
    await settle();
    expect(flow.get()).toMatchObject({ task: { value: task }, windows: { value: list } });
  });

  it('a window that went at sealing leads back to the list, with everything kept', async () => {
    const { flow, asked } = start({ from: patientState });
    flow.submitDetails();
    await settle();
    last(asked.sealSelection).fail(new WindowUnavailableError());
    await settle();
    expect(flow.get()).toMatchObject({
      step: 'window',
      windows: { status: 'pending' },
      lost: early,
      draft,
    });
    last(asked.listWindows).answer({ ...list, windows: [late] });
    await settle();
    flow.chooseWindow(late.id);
    expect(flow.get()).toMatchObject({ step: 'patient', chosen: late, draft });
  });

  it('any other failure at sealing stays with the details', async () => {
    const { flow, asked } = start({ from: patientState });
    flow.submitDetails();
    await settle();
    last(asked.sealSelection).fail(new OfflineError());
    await settle();
    expect(flow.get()).toMatchObject({ step: 'patient', sealing: { status: 'failed' }, draft });
  });

  it('rules that do not load are a failure of the script, and are loaded again', async () => {
    const loadDetails = vi
      .fn()
      .mockRejectedValueOnce(new Error('no network'))
      .mockResolvedValue(details);
    const { flow, asked } = start({ from: patientState, loadDetails });
    flow.submitDetails();
    await settle();
    expect(flow.get()).toMatchObject({ sealing: { problem: { code: 'script_failed' } } });
    flow.submitDetails();
    await settle();
    expect(asked.sealSelection).toHaveLength(1);
  });
});

describe('details', () => {
  const unfinished = { ...patientState, draft: { ...draft, phone: '', email: 'asha' } };

  it('that are wrong are named by field, and nothing is sealed', async () => {
    const { flow, asked } = start({ from: unfinished });
    flow.submitDetails();
    await settle();
    expect(flow.get()).toMatchObject({
      problems: { phone: 'phone_missing', email: 'email_incomplete' },
      sealing: { status: 'idle' },
    });
    expect(asked.sealSelection).toHaveLength(0);
  });

  it('lose each message as it is mended, and find nothing new while typing', async () => {
    const { flow } = start({ from: unfinished });
    flow.changeDraft({ ...unfinished.draft, town: '' });
    expect(flow.get()).toMatchObject({ problems: {} });
    flow.changeDraft(unfinished.draft);
    flow.submitDetails();
    await settle();
    flow.changeDraft({ ...unfinished.draft, phone: '07700 900123', town: '' });
    expect(flow.get()).toMatchObject({ problems: { email: 'email_incomplete' } });
    flow.changeDraft({ ...unfinished.draft, phone: '07700 900123', email: 'asha@example.com' });
    expect(flow.get()).toMatchObject({ problems: {} });
  });

  it('are not sealed when the page prevents it', async () => {
    const { flow, asked } = start({ from: patientState, maySubmit: () => false });
    flow.submitDetails();
    await settle();
    expect(asked.sealSelection).toHaveLength(0);
    expect(flow.get()).toMatchObject({ step: 'patient', sealing: { status: 'idle' } });
  });

  it('wait for the Task', () => {
    const { flow, heard } = start({ from: { ...patientState, task: { status: 'pending' } } });
    flow.submitDetails();
    expect(heard).toEqual([]);
    expect(
      details.readSelection(
        { ...patientState, task: { status: 'pending' } },
        { now: new Date(), months: [], fields: {} },
      ),
    ).toEqual({ ok: false, problems: {} });
  });

  it('that are edited while they are sealed are not sealed as they were', async () => {
    const { flow, asked } = start({ from: patientState });
    flow.submitDetails();
    await settle();
    const { signal, answer } = last(asked.sealSelection);
    flow.changeDraft({ ...draft, firstName: 'Ashley' });
    answer(sealed);
    await settle();
    expect(signal.aborted).toBe(true);
    expect(flow.get()).toMatchObject({ step: 'patient', draft: { firstName: 'Ashley' } });
  });
});

describe('one question at a time', () => {
  it('a double click asks once', async () => {
    const { flow, asked } = start();
    flow.checkPostcode('SW1A 1AA');
    flow.checkPostcode('SW1A 1AA');
    expect(asked.checkCoverage).toHaveLength(1);
    const sealing = start({ from: patientState });
    sealing.flow.submitDetails();
    sealing.flow.submitDetails();
    await settle();
    expect(sealing.asked.sealSelection).toHaveLength(1);
  });

  it('a new postcode aborts the old question, and its late answer changes nothing', async () => {
    const { flow, asked } = start();
    flow.checkPostcode('AB10 1AA');
    const first = last(asked.checkCoverage);
    flow.checkPostcode('SW1A 1AA');
    expect(first.signal.aborted).toBe(true);
    last(asked.checkCoverage).answer(covered);
    await settle();
    first.answer(notCovered);
    await settle();
    expect(step(flow.get())).toBe('window');
  });

  it('commands of another step do nothing', () => {
    const { flow, heard } = start({ from: patientState });
    flow.checkPostcode('SW1A 1AA');
    flow.askWindows();
    expect(heard).toEqual([]);
    const coverage = start();
    coverage.flow.submitDetails();
    coverage.flow.changeDraft(draft);
    coverage.flow.reopen('patient');
    expect(coverage.heard).toEqual([]);
  });
});

describe('Change, reset, pause', () => {
  it('Change drops what was under way and keeps what was typed', async () => {
    const { flow, asked } = start({ from: patientState });
    flow.submitDetails();
    await settle();
    flow.reopen('window');
    expect(last(asked.sealSelection).signal.aborted).toBe(true);
    expect(flow.get()).toMatchObject({ step: 'window', chosen: early, draft });
  });

  it('Change to the open step leaves its question alone', () => {
    const { flow, asked } = start();
    flow.checkPostcode('SW1A 1AA');
    flow.reopen('coverage');
    expect(last(asked.checkCoverage).signal.aborted).toBe(false);
  });

  it('reset goes back to the beginning', () => {
    const { flow } = start({ from: patientState });
    flow.reset();
    expect(flow.get()).toMatchObject({ step: 'coverage', postcode: '', chosen: null });
  });

  it('a pause aborts what is read, and resuming asks it again', async () => {
    const { flow, asked } = start();
    flow.checkPostcode('SW1A 1AA');
    flow.pause();
    expect(last(asked.checkCoverage).signal.aborted).toBe(true);
    flow.resume();
    expect(asked.checkCoverage).toHaveLength(2);
    last(asked.checkCoverage).answer(covered);
    await settle();
    expect(step(flow.get())).toBe('window');
  });

  it('what is asked in a pause waits for its end', () => {
    const { flow, asked } = start();
    flow.pause();
    flow.askTask();
    expect(asked.getTask).toHaveLength(0);
    flow.resume();
    expect(asked.getTask).toHaveLength(1);
  });

  it('an unsubscribed listener hears nothing more', () => {
    const { flow } = start();
    const listener = vi.fn();
    flow.subscribe(listener)();
    flow.checkPostcode('SW1A 1AA');
    expect(listener).not.toHaveBeenCalled();
  });
});
