import { expect, it } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import {
  OfflineError,
  OutcomeUnknownError,
  RateLimitedError,
  ValidationFailedError,
  WindowUnavailableError,
} from '../../../../src/api/client/errors.js';
import { emptyDraft, type PatientDraft } from '../../../../src/domain/patient/draft.js';
import { createBookingFlow } from '../../../../src/flow/booking/booking-flow.js';
import type { BookingMode } from '../../../../src/flow/booking/context.js';
import * as details from '../../../../src/flow/booking/read-selection.js';
import { isBookingOpen, type BookingState } from '../../../../src/flow/booking/state.js';
import {
  booked,
  covered,
  draft,
  fakeApi,
  list,
  notCovered,
  sealed,
  settle,
  task,
} from './journey.js';
import type { Asked } from './journey.js';

/** A walk: what the person, the service and the clock do, in any order. */
type Stride =
  | { readonly do: 'check'; readonly postcode: string }
  | { readonly do: 'follow'; readonly postcode: string }
  | { readonly do: 'choose'; readonly index: number }
  | { readonly do: 'type'; readonly firstName: string }
  | {
      readonly do: 'submit' | 'book' | 'again' | 'later' | 'refresh' | 'reset' | 'pause' | 'resume';
    }
  | { readonly do: 'reopen'; readonly step: 'coverage' | 'window' | 'patient' }
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'answer'; readonly which: number; readonly how: number };

const anyOf = <Value>(...values: Value[]) => fc.constantFrom(...values);

const stride: fc.Arbitrary<Stride> = fc.oneof(
  fc.record({ do: fc.constant('check'), postcode: anyOf('SW1A 1AA', 'M1 1AE') }),
  fc.record({ do: fc.constant('follow'), postcode: anyOf('SW1A 1AA', 'M1 1AE') }),
  fc.record({ do: fc.constant('choose'), index: fc.nat(2) }),
  fc.record({ do: fc.constant('type'), firstName: anyOf('Asha', 'Ashley', 'A') }),
  { arbitrary: fc.record({ do: anyOf('submit', 'book', 'again') }), weight: 3 },
  fc.record({ do: anyOf('later', 'refresh', 'reset', 'pause', 'resume') }),
  fc.record({ do: fc.constant('reopen'), step: anyOf('coverage', 'window', 'patient') }),
  fc.record({ do: fc.constant('pass'), minutes: fc.nat(15) }),
  {
    arbitrary: fc.record({ do: fc.constant('answer'), which: fc.nat(3), how: fc.nat(5) }),
    weight: 6,
  },
) as fc.Arbitrary<Stride>;

/** As far as the finished details, so that many walks come to their end. */
const toTheEnd: readonly Stride[] = [
  { do: 'answer', which: 0, how: 0 },
  { do: 'check', postcode: 'SW1A 1AA' },
  { do: 'answer', which: 0, how: 0 },
  { do: 'choose', index: 0 },
  { do: 'answer', which: 0, how: 0 },
  { do: 'type', firstName: 'Asha' },
  { do: 'submit' },
];
/** A booking whose answer was lost: it was made. */
const intoTheDark: readonly Stride[] = [
  ...toTheEnd,
  { do: 'book' },
  { do: 'answer', which: 0, how: 4 },
];

const valueOf = (state: BookingState): string | null =>
  state.step === 'booked'
    ? state.booked.appointment.id
    : state.step === 'review' && state.end !== 'bookable'
      ? state.sealed.token
      : null;

const walk = async (mode: BookingMode, strides: readonly Stride[]): Promise<Set<string>> => {
  let time = Date.parse('2026-08-01T09:00:00Z');
  const alarms = new Map<symbol, { readonly at: number; readonly run: () => void }>();
  const { api, asked } = fakeApi();
  let keys = 0;
  const flow = createBookingFlow({
    api,
    taskId: 'tsk_blood',
    months: () => [],
    mode: () => mode,
    now: () => new Date(time),
    newKey: () => `key_${String((keys += 1))}`,
    loadDetails: () => Promise.resolve(details),
    after(milliseconds, run) {
      const alarm = Symbol();
      alarms.set(alarm, { at: time + milliseconds, run });
      return () => alarms.delete(alarm);
    },
  });
  flow.askTask();

  /** What was given, as it must be found again. */
  let typed: PatientDraft = emptyDraft;
  let postcode = '';
  const met = new Set<string>();
  /** The appointments of the clinic by the key that made them; those of this journey. */
  const made = new Map<string, string>();
  let ours: string[] = [];
  const said = new Set<string>();
  const answered = new Set<object>();
  let holds = 0;

  const open = (): { readonly kind: string; readonly ask: Asked<unknown> }[] =>
    Object.entries(asked).flatMap(([kind, asks]) =>
      kind === 'released'
        ? []
        : (asks as Asked<unknown>[])
            .filter((ask) => !answered.has(ask))
            .map((ask) => ({ kind, ask })),
    );

  const answer = (kind: string, ask: Asked<unknown>, how: number): void => {
    answered.add(ask);
    const input = ask.input as Record<string, string>;
    const failures = [
      new OfflineError(),
      new RateLimitedError(),
      new WindowUnavailableError(),
      new ValidationFailedError('patients.0.phone'),
    ];
    switch (kind) {
      case 'getTask':
        ask.answer(task);
        return;
      case 'checkCoverage':
        if (how === 1) ask.answer({ ...notCovered, postcode: input.postcode });
        else if (how === 2) ask.fail(failures[0]);
        else ask.answer({ ...covered, postcode: input.postcode, first: how === 3 ? null : list });
        return;
      case 'listWindows':
        if (how === 1) ask.fail(failures[0]);
        else ask.answer(how === 2 ? { ...list, windows: list.windows.slice(1) } : list);
        return;
      case 'holdWindow':
        if (how === 1) ask.answer(null);
        else if (how === 2) ask.fail(failures[2]);
        else if (how === 3) ask.fail(failures[1]);
        else
          ask.answer({
            id: `hld_${String((holds += 1))}`,
            windowId: input.windowId,
            expiresAt: new Date(time + 600_000).toISOString(),
          });
        return;
      case 'sealSelection':
        if (how >= 1 && how <= 4) ask.fail(failures[how - 1]);
        else ask.answer({ ...sealed, token: `sel_${String(answered.size)}` });
        return;
      case 'bookSelection': {
        if (how === 2 || how === 3) {
          // A refusal has made nothing, and says so only where nothing was made before.
          if (!made.has(String(input.key))) {
            ask.fail(failures[how - 1]);
            return;
          }
        }
        const key = String(input.key);
        const id = made.get(key) ?? `app_${String(made.size + 1)}`;
        if (how === 1 || how === 4) {
          // Lost on the way there, or on the way back.
          if (how === 4 && !made.has(key)) {
            made.set(key, id);
            ours.push(id);
          }
          ask.fail(new OutcomeUnknownError());
          return;
        }
        if (!made.has(key)) ours.push(id);
        made.set(key, id);
        said.add(id);
        ask.answer({ ...booked, appointment: { ...booked.appointment, id } });
      }
    }
  };

  for (const now of strides) {
    const before = flow.get();
    switch (now.do) {
      case 'check':
        flow.checkPostcode(now.postcode);
        if (before.step === 'coverage') ({ postcode } = now);
        break;
      case 'follow':
        flow.followPostcode(now.postcode);
        // A booking that may have been made is not changed under it.
        if (!isBookingOpen(before) && before.step !== 'booked') ({ postcode } = now);
        break;
      case 'choose': {
        const windows =
          before.step === 'window' && before.windows.status === 'ready'
            ? before.windows.value.windows
            : list.windows;
        flow.chooseWindow(windows[now.index]?.id ?? 'win_9');
        break;
      }
      case 'type': {
        const next = { ...draft, firstName: now.firstName };
        flow.changeDraft(next);
        if (before.step === 'patient') typed = next;
        break;
      }
      case 'submit':
        flow.submitDetails();
        break;
      case 'book':
        flow.book();
        break;
      case 'again':
        // As one who does not trust it, and does it all once more.
        flow.reopen('patient');
        flow.submitDetails();
        await settle();
        flow.book();
        break;
      case 'later':
        flow.askLaterWindows();
        break;
      case 'refresh':
        flow.refreshWindows();
        break;
      case 'reset':
        flow.reset();
        if (flow.get().step === 'coverage' && flow.get().draft === emptyDraft) {
          typed = emptyDraft;
          postcode = '';
          // An appointment that nobody has been told of is not forgotten by a reset.
          if (before.step === 'booked') ours = [];
        }
        break;
      case 'pause':
        flow.pause();
        break;
      case 'resume':
        flow.resume();
        break;
      case 'reopen':
        flow.reopen(now.step);
        break;
      case 'pass':
        time += now.minutes * 60_000;
        for (const [alarm, { at, run }] of [...alarms])
          if (at <= time && alarms.delete(alarm)) run();
        break;
      case 'answer': {
        const waiting = open();
        const found = waiting[now.which % Math.max(1, waiting.length)];
        if (!found) break;
        const isLate = found.ask.signal.aborted;
        answer(found.kind, found.ask, now.how);
        await settle();
        if (isLate) expect(flow.get(), 'a late answer changes nothing').toBe(before);
      }
    }
    await settle();
    const state = flow.get();
    met.add(state.step);
    expect(state.draft, 'what was typed stays').toEqual(typed);
    expect(state.postcode, 'so does the postcode').toBe(postcode);
    expect(ours.length, 'one appointment for a journey').toBeLessThanOrEqual(1);
    if (state.step === 'booked')
      expect(said.has(state.booked.appointment.id), 'the service has said so').toBe(true);
    if (valueOf(state) !== null) expect(['review', 'booked']).toContain(state.step);
    if (state.step === 'review' && state.end !== 'restored')
      expect(state.selection.location.address.postcode, 'for where the address is').toBe(postcode);
    if (state.step === 'patient' || state.step === 'review')
      if (state.hold !== null) expect(state.hold.windowId).toBe(state.chosen?.id);
  }
  return met;
};

it.each<BookingMode>(['checkout', 'instant'])(
  'whatever happens, in whatever order, nothing is lost and nothing is done twice (%s)',
  async (mode) => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        anyOf<readonly Stride[]>([], toTheEnd, intoTheDark),
        fc.array(stride, { maxLength: 40 }),
        async (head, strides) => {
          for (const step of await walk(mode, [...head, ...strides])) met.add(step);
        },
      ),
      { numRuns: runs(100) },
    );
    // A walk that never came anywhere would prove nothing.
    const end = mode === 'instant' ? ['booked'] : [];
    expect([...met]).toEqual(
      expect.arrayContaining(['coverage', 'window', 'patient', 'review', ...end]),
    );
  },
);
