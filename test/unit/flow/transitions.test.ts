import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../src/booking/draft.js';
import { failed, firstState, idle, pending, ready } from '../../../src/flow/state.js';
import type { BookingState, Step } from '../../../src/flow/state.js';
import type { Happening } from '../../../src/flow/happenings.js';
import { next } from '../../../src/flow/transitions.js';
import {
  coverageState,
  covered,
  draft,
  early,
  late,
  list,
  notCovered,
  patientState,
  problem,
  reviewState,
  sealed,
  selection,
  task,
  windowState,
} from './journey.js';

const states: Record<Step, BookingState> = {
  coverage: coverageState,
  window: windowState,
  patient: patientState,
  review: reviewState,
};

const typed = { ...draft, firstName: 'Ash' };
const other = { timeZone: 'Europe/London', windows: [late] };

/** Every happening, by the name it has in the table below. */
const happenings = {
  'task-asked': { type: 'task-asked' },
  'task-arrived': { type: 'task-arrived', task },
  'task-failed': { type: 'task-failed', problem },
  'postcode-submitted': { type: 'postcode-submitted', postcode: 'M1 1AE' },
  'coverage-confirmed': { type: 'coverage-confirmed', coverage: covered },
  'coverage-confirmed, without windows': {
    type: 'coverage-confirmed',
    coverage: { ...covered, first: null },
  },
  'coverage-confirmed, the chosen window not among them': {
    type: 'coverage-confirmed',
    coverage: { ...covered, first: other },
  },
  'coverage-declined': { type: 'coverage-declined', coverage: notCovered },
  'coverage-failed': { type: 'coverage-failed', problem },
  'windows-asked': { type: 'windows-asked' },
  'windows-arrived': { type: 'windows-arrived', list },
  'windows-arrived, without the chosen one': { type: 'windows-arrived', list: other },
  'windows-failed': { type: 'windows-failed', problem },
  'window-chosen': { type: 'window-chosen', windowId: late.id },
  'window-chosen, one that is not listed': { type: 'window-chosen', windowId: 'win_9' },
  'draft-changed': { type: 'draft-changed', draft: typed, problems: {} },
  'details-refused': { type: 'details-refused', problems: { phone: 'phone-missing' } },
  'details-submitted': { type: 'details-submitted' },
  'submission-prevented': { type: 'submission-prevented' },
  'selection-sealed': { type: 'selection-sealed', selection, sealed },
  'window-lost': { type: 'window-lost' },
  'sealing-failed': { type: 'sealing-failed', problem },
  'step-reopened: coverage': { type: 'step-reopened', step: 'coverage' },
  'step-reopened: window': { type: 'step-reopened', step: 'window' },
  'step-reopened: patient': { type: 'step-reopened', step: 'patient' },
  'journey-reset': { type: 'journey-reset' },
} satisfies Record<string, Happening>;

type Name = keyof typeof happenings;

const reopenedCoverage = { ...coverageState, check: idle };
const reopenedWindow = { ...windowState, windows: ready(list), lost: null };

/** What each step makes of each happening; where the table is silent, nothing leads on. */
const arrows: Record<Step, Partial<Record<Name, object>>> = {
  coverage: {
    'postcode-submitted': { ...coverageState, postcode: 'M1 1AE', check: pending },
    'coverage-declined': { ...coverageState, check: ready(notCovered) },
    'coverage-failed': { ...coverageState, check: failed(problem) },
    'coverage-confirmed': windowState,
    'coverage-confirmed, without windows': {
      ...windowState,
      coverage: { ...covered, first: null },
      windows: pending,
    },
    'coverage-confirmed, the chosen window not among them': {
      ...windowState,
      coverage: { ...covered, first: other },
      windows: ready(other),
      chosen: null,
    },
  },
  window: {
    'windows-asked': { ...windowState, windows: pending },
    'windows-arrived': windowState,
    'windows-arrived, without the chosen one': {
      ...windowState,
      windows: ready(other),
      chosen: null,
    },
    'windows-failed': { ...windowState, windows: failed(problem) },
    'window-chosen': { ...patientState, chosen: late },
    'step-reopened: coverage': reopenedCoverage,
  },
  patient: {
    'draft-changed': { ...patientState, draft: typed },
    'details-refused': { ...patientState, problems: { phone: 'phone-missing' } },
    'details-submitted': { ...patientState, sealing: pending },
    'submission-prevented': patientState,
    'selection-sealed': reviewState,
    'window-lost': { ...windowState, windows: pending, chosen: null, lost: early },
    'sealing-failed': { ...patientState, sealing: failed(problem) },
    'step-reopened: coverage': reopenedCoverage,
    'step-reopened: window': reopenedWindow,
  },
  review: {
    'step-reopened: coverage': reopenedCoverage,
    'step-reopened: window': reopenedWindow,
    'step-reopened: patient': patientState,
  },
};

/** What is the same in every step. */
const everywhere = (state: BookingState): Partial<Record<Name, object>> => ({
  'task-asked': { ...state, task: pending },
  'task-arrived': { ...state, task: ready(task) },
  'task-failed': { ...state, task: failed(problem) },
  'journey-reset': { ...firstState, task: ready(task) },
});

describe.each(Object.entries(states))('in the step %s', (step, state) => {
  it.each(Object.entries(happenings))('%s', (name, happening) => {
    const known = { ...everywhere(state), ...arrows[step as Step] };
    const after = next(state, happening);
    const expected = known[name as Name];
    if (expected === undefined) expect(after).toBe(state);
    else expect(after).toEqual(expected);
  });
});

it('an edit while the selection is sealed takes Continue back, and leaves a failure in place', () => {
  const sealing = { ...patientState, sealing: pending };
  const failure = { ...patientState, sealing: failed(problem) };
  expect(next(sealing, happenings['draft-changed'])).toMatchObject({ sealing: idle });
  expect(next(failure, happenings['draft-changed'])).toMatchObject({ sealing: failed(problem) });
});

it('no window can be chosen while the list is awaited', () => {
  const waiting = { ...windowState, windows: pending };
  expect(next(waiting, happenings['window-chosen'])).toBe(waiting);
});

it('a reset is the one thing that clears what was typed', () => {
  for (const state of Object.values(states))
    for (const [name, happening] of Object.entries(happenings)) {
      const after = next(state, happening);
      if (name === 'journey-reset') expect(after.draft).toBe(emptyDraft);
      else expect([draft, typed]).toContainEqual(after.draft);
    }
});
