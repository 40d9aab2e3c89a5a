import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../../src/domain/patient/draft.js';
import { failed, firstState, idle, pending, ready } from '../../../../src/flow/booking/state.js';
import type { BookingState } from '../../../../src/flow/booking/state.js';
import type { Happening } from '../../../../src/flow/booking/actions.js';
import { next } from '../../../../src/flow/booking/reducer.js';
import {
  bookableState,
  booked,
  bookedState,
  coverageState,
  covered,
  draft,
  early,
  hold,
  late,
  list,
  notCovered,
  patientState,
  problem,
  restoredState,
  sealed,
  sealedState,
  selection,
  task,
  windowState,
} from './journey.js';

const unheld = { hold: null, holdEndsSoon: false };
const unknown = { ...problem, code: 'outcome_unknown' } as const;

/** Every step, and every way in which one may stand. */
const states = {
  coverage: coverageState,
  window: windowState,
  'window, awaited': { ...windowState, windows: pending },
  patient: patientState,
  'window, moving': {
    ...windowState,
    ...unheld,
    postcode: 'M1 1AE',
    windows: pending,
    later: 'none',
    move: 'asked',
  },
  'patient, moving': { ...patientState, ...unheld, postcode: 'M1 1AE', move: 'asked' },
  'review, sealed': sealedState,
  'review, bookable': bookableState,
  'review, booking': { ...bookableState, booking: pending },
  'review, booking refused': { ...bookableState, booking: failed(problem) },
  'review, outcome unknown': { ...bookableState, booking: failed(unknown) },
  'review, restored': restoredState,
  booked: bookedState,
} satisfies Record<string, BookingState>;

type Standing = keyof typeof states;

const typed = { ...draft, firstName: 'Ash' };
const other = { timeZone: 'Europe/London', windows: [late] };
const resealed = { ...sealed, token: 'sel_2' };
const newHold = { ...hold, id: 'hld_2' };
const there = { ...covered, postcode: 'M1 1AE' };
/** The same time by another id, as another area may have it. */
const earlyThere = { ...early, id: 'win_3' };
const listThere = { timeZone: 'Europe/London', windows: [late, earlyThere] };

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
  'postcode-moved': { type: 'postcode-moved', postcode: 'M1 1AE' },
  'coverage-moved': { type: 'coverage-moved', coverage: there, list: listThere },
  'coverage-moved, the chosen window not free there': {
    type: 'coverage-moved',
    coverage: there,
    list: other,
  },
  'windows-asked': { type: 'windows-asked' },
  'windows-arrived': { type: 'windows-arrived', list },
  'windows-arrived, without the chosen one': { type: 'windows-arrived', list: other },
  'windows-refreshed': { type: 'windows-refreshed', list },
  'windows-failed': { type: 'windows-failed', problem },
  'later-windows-asked': { type: 'later-windows-asked' },
  'later-windows-arrived': { type: 'later-windows-arrived', list: other },
  'later-windows-failed': { type: 'later-windows-failed', problem },
  'window-chosen': { type: 'window-chosen', windowId: late.id },
  'window-chosen, one that is not listed': { type: 'window-chosen', windowId: 'win_9' },
  'window-held': { type: 'window-held', hold: newHold },
  'window-held, another one': { type: 'window-held', hold: { ...newHold, windowId: late.id } },
  'hold-ending': { type: 'hold-ending' },
  'hold-lapsed': { type: 'hold-lapsed' },
  'draft-changed': { type: 'draft-changed', draft: typed, problems: {} },
  'details-refused': { type: 'details-refused', problems: { phone: 'phone_missing' } },
  'details-declined': {
    type: 'details-declined',
    problems: { phone: 'field_refused' },
    problem,
  },
  'details-submitted': { type: 'details-submitted' },
  'details-accepted': { type: 'details-accepted', selection, key: 'key_1', orderRef: '' },
  'submission-prevented': { type: 'submission-prevented' },
  'selection-sealed': { type: 'selection-sealed', selection, sealed },
  'selection-resealed': { type: 'selection-resealed', selection, sealed: resealed },
  'selection-restored': { type: 'selection-restored', sealed },
  'promise-ended': { type: 'promise-ended' },
  'booking-asked': { type: 'booking-asked' },
  'appointment-booked': { type: 'appointment-booked', booked },
  'booking-failed': { type: 'booking-failed', problem },
  'window-lost': { type: 'window-lost' },
  'sealing-failed': { type: 'sealing-failed', problem },
  'step-reopened: coverage': { type: 'step-reopened', step: 'coverage' },
  'step-reopened: window': { type: 'step-reopened', step: 'window' },
  'step-reopened: patient': { type: 'step-reopened', step: 'patient' },
  'journey-reset': { type: 'journey-reset' },
} satisfies Record<string, Happening>;

type Name = keyof typeof happenings;

const reopenedCoverage = { ...coverageState, check: idle };
const reopenedWindow = { ...windowState, later: 'none' };
const reopened = {
  'step-reopened: coverage': reopenedCoverage,
  'step-reopened: window': reopenedWindow,
};
const lost = {
  ...windowState,
  ...unheld,
  windows: pending,
  later: 'none',
  chosen: null,
  lost: early,
};
const moved = { ...unheld, postcode: 'M1 1AE' };
const moving = { ...unheld, postcode: 'M1 1AE', move: 'asked' };
const windowMoving = { ...windowState, ...moving, windows: pending, later: 'none' };
const patientMoving = { ...patientState, ...moving };
const lostThere = {
  ...windowMoving,
  coverage: there,
  windows: ready(other),
  chosen: null,
  lost: early,
  move: 'made',
};
const stays = {
  'coverage-declined': { ...coverageState, ...moved, check: ready(notCovered) },
  'coverage-failed': { ...coverageState, ...moved, check: failed(problem) },
};
const heldAgain = { hold: newHold, holdEndsSoon: false };
const fromWindow = {
  'windows-asked': { ...windowState, windows: pending },
  'windows-arrived': { ...windowState, later: 'none' },
  'windows-refreshed': { ...windowState, later: 'none' },
  // Held for us, it is free for us, whoever else is told that it is not.
  'windows-arrived, without the chosen one': {
    ...windowState,
    windows: ready({ ...other, windows: [late, early] }),
    later: 'none',
  },
  'windows-failed': { ...windowState, windows: failed(problem) },
  'step-reopened: coverage': reopenedCoverage,
  'postcode-moved': windowMoving,
};

/** What each standing makes of each happening; where the table is silent, nothing leads on. */
const arrows: Record<Standing, Partial<Record<Name, object | undefined>>> = {
  coverage: {
    'postcode-submitted': { ...coverageState, ...unheld, postcode: 'M1 1AE', check: pending },
    'coverage-declined': { ...coverageState, check: ready(notCovered) },
    'coverage-failed': { ...coverageState, check: failed(problem) },
    'coverage-confirmed': windowState,
    'coverage-confirmed, without windows': {
      ...windowState,
      coverage: { ...covered, first: null },
      windows: pending,
      later: 'none',
    },
    'coverage-confirmed, the chosen window not among them': {
      ...windowState,
      coverage: { ...covered, first: other },
      windows: ready({ ...other, windows: [late, early] }),
    },
    'selection-restored': { ...restoredState, draft, chosen: early, hold },
  },
  window: {
    ...fromWindow,
    'later-windows-asked': { ...windowState, later: 'pending' },
    'later-windows-arrived': { ...windowState, later: 'none' },
    'later-windows-failed': { ...windowState, later: 'failed' },
    'window-chosen': { ...patientState, ...unheld, chosen: late },
  },
  'window, awaited': {
    ...fromWindow,
    'windows-asked': undefined,
    'later-windows-asked': { ...windowState, windows: pending, later: 'pending' },
    'later-windows-failed': { ...windowState, windows: pending, later: 'failed' },
  },
  patient: {
    ...reopened,
    'postcode-moved': patientMoving,
    'window-held': { ...patientState, ...heldAgain },
    'draft-changed': { ...patientState, draft: typed },
    'details-refused': { ...patientState, problems: { phone: 'phone_missing' } },
    'details-declined': { ...patientState, problems: { phone: 'field_refused' } },
    'details-submitted': { ...patientState, sealing: pending },
    'details-accepted': { ...bookableState, selection },
    'submission-prevented': patientState,
    'selection-sealed': { ...sealedState, selection },
    'window-lost': lost,
    'sealing-failed': { ...patientState, sealing: failed(problem) },
  },
  'window, moving': {
    'postcode-moved': windowMoving,
    'coverage-moved': {
      ...windowMoving,
      coverage: there,
      windows: ready(listThere),
      chosen: earlyThere,
      move: 'made',
    },
    'coverage-moved, the chosen window not free there': lostThere,
    ...stays,
    'step-reopened: coverage': { ...reopenedCoverage, ...moved },
  },
  'patient, moving': {
    'draft-changed': { ...patientMoving, draft: typed },
    'postcode-moved': patientMoving,
    'coverage-moved': {
      ...patientMoving,
      coverage: there,
      list: listThere,
      chosen: earlyThere,
      move: 'made',
    },
    'coverage-moved, the chosen window not free there': lostThere,
    ...stays,
    'step-reopened: coverage': { ...reopenedCoverage, ...moved },
    'step-reopened: window': { ...reopenedCoverage, ...moved },
  },
  'review, sealed': {
    ...reopened,
    'postcode-moved': patientMoving,
    'step-reopened: patient': patientState,
    'window-held': { ...sealedState, ...heldAgain },
    'selection-resealed': { ...sealedState, selection, sealed: resealed },
    'promise-ended': { ...patientState, sealing: pending },
    'window-lost': lost,
  },
  'review, bookable': {
    ...reopened,
    'postcode-moved': patientMoving,
    'step-reopened: patient': patientState,
    'window-held': {
      ...bookableState,
      ...heldAgain,
      selection: { ...selection, holdId: newHold.id },
    },
    'booking-asked': { ...bookableState, booking: pending },
    'window-lost': lost,
  },
  'review, booking': {
    'booking-failed': { ...bookableState, booking: failed(problem) },
    'details-declined': { ...patientState, problems: { phone: 'field_refused' } },
    'appointment-booked': bookedState,
    'window-lost': lost,
  },
  'review, booking refused': {
    ...reopened,
    'postcode-moved': patientMoving,
    'step-reopened: patient': patientState,
    'booking-asked': { ...bookableState, booking: pending },
    'window-lost': lost,
  },
  'review, outcome unknown': {
    'booking-asked': { ...bookableState, booking: pending },
  },
  'review, restored': {
    'postcode-moved': {
      ...firstState,
      task: ready(task),
      draft,
      postcode: 'M1 1AE',
      check: pending,
    },
    'promise-ended': { ...firstState, task: ready(task), postcode: 'SW1A 1AA', draft },
    'step-reopened: coverage': { ...firstState, task: ready(task), postcode: 'SW1A 1AA', draft },
    'step-reopened: window': { ...firstState, task: ready(task), postcode: 'SW1A 1AA', draft },
    'step-reopened: patient': { ...firstState, task: ready(task), postcode: 'SW1A 1AA', draft },
  },
  booked: {},
};

/** What is the same in every step. */
const everywhere = (standing: Standing): Partial<Record<Name, object>> => {
  const state = states[standing];
  const isOpen = standing === 'review, booking' || standing === 'review, outcome unknown';
  return {
    'task-asked': { ...state, task: pending },
    'task-arrived': { ...state, task: ready(task) },
    'task-failed': { ...state, task: failed(problem) },
    ...(state.hold === null
      ? {}
      : {
          'hold-ending': { ...state, holdEndsSoon: true },
          'hold-lapsed': { ...state, ...unheld },
        }),
    // A booking that may have been made must not be lost sight of.
    ...(isOpen ? {} : { 'journey-reset': { ...firstState, task: ready(task) } }),
  };
};

describe.each(Object.keys(states) as Standing[])('in %s', (standing) => {
  it.each(Object.entries(happenings))('%s', (name, happening) => {
    const known = { ...everywhere(standing), ...arrows[standing] };
    const state = states[standing];
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

it('a window that is not held goes from the list with its choice', () => {
  for (const state of [
    { ...windowState, ...unheld },
    { ...coverageState, ...unheld },
  ])
    expect(
      next(
        state,
        happenings[
          state.step === 'window'
            ? 'windows-arrived, without the chosen one'
            : 'coverage-confirmed, the chosen window not among them'
        ],
      ),
    ).toMatchObject({ chosen: null, windows: ready(other) });
});

it('later windows join those that are shown, once each', () => {
  const first = { ...windowState, windows: ready({ ...list, windows: [early] }) };
  expect(next(first, happenings['later-windows-arrived'])).toMatchObject({ windows: ready(list) });
  expect(next(first, { type: 'later-windows-arrived', list })).toMatchObject({
    windows: ready(list),
  });
});

it('of a restored selection the first postcode that is seen is its own', () => {
  const unknownPlace = { ...restoredState, postcode: '' };
  expect(next(unknownPlace, happenings['postcode-moved'])).toEqual({
    ...unknownPlace,
    postcode: 'M1 1AE',
  });
});

it('a chosen window holds elsewhere by its time and its price, by its own id where it can', () => {
  const moving = states['patient, moving'];
  const price = { amount: 1250, currency: 'GBP' };
  const chosenAmong = (chosen: typeof early, ...windows: (typeof early)[]) =>
    next(
      { ...moving, chosen },
      { type: 'coverage-moved', coverage: there, list: { ...list, windows } },
    ).chosen;
  expect(chosenAmong(early, earlyThere, early)).toBe(early);
  expect(chosenAmong({ ...early, startAt: '2026-08-06T07:00:00Z' }, earlyThere)).toBe(earlyThere);
  expect(chosenAmong(early, { ...early, price })).toBe(null);
  expect(chosenAmong({ ...early, price }, { ...earlyThere, price })).toMatchObject({ price });
  expect(next({ ...states['window, moving'], chosen: null }, happenings['coverage-moved'])).toEqual(
    expect.objectContaining({ chosen: null, lost: null, move: 'made' }),
  );
});

it('a hold stays with its window and its place', () => {
  const again = { type: 'window-chosen', windowId: early.id } as const;
  expect(next(windowState, again)).toMatchObject({ step: 'patient', hold });
  const same = { type: 'postcode-submitted', postcode: coverageState.postcode } as const;
  expect(next(coverageState, same)).toMatchObject({ hold });
});

it('a reset is the one thing that clears what was typed', () => {
  for (const state of Object.values(states))
    for (const [name, happening] of Object.entries(happenings)) {
      const after = next(state, happening);
      if (name === 'journey-reset' && after !== state) expect(after.draft).toBe(emptyDraft);
      else expect([draft, typed]).toContainEqual(after.draft);
    }
});
