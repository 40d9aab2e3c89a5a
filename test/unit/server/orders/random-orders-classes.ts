/** The classes of faults that random orders meet. */
import type { PlannedFault } from '../../../../src/mocks/platform/fault-schemas.js';
import type { OrderOptions } from '../../../../src/server/options.js';
import type { SeededRandom } from './seeded-random.js';
import { calmStore, type StoreFaults } from './shop-process.js';

export const settleTimeoutMs = 60_000;

/** A commit within the settle time after its request was sent, if only just: a request takes up to 3 seconds. */
const LATEST_COMMIT_MS = settleTimeoutMs - 3_500;

export interface FaultClass {
  readonly name: string;
  /** Faults of the platform. They last until they are cleared. */
  readonly faults: (random: SeededRandom) => readonly PlannedFault[];
  readonly store?: StoreFaults;
  /** Whether staff copy, move, cancel and complete appointments. */
  readonly hasStaff?: boolean;
  readonly orders?: OrderOptions;
  /** Whether the Guarantee allows a second appointment for a time, which `reconcile` cancels or lists. */
  readonly mayDouble?: boolean;
  /** Whether the platform commits or shows appointments after the settle time, contrary to the assumption. */
  readonly breaksAssumption?: boolean;
}

type Drawn = Extract<PlannedFault['fault'], { kind: 'random' }>['of'][number];
type Single = Drawn['fault'];

function fault(weight: number, ...faults: readonly Single[]): Drawn[] {
  return faults.map((one) => ({ weight: weight / faults.length, fault: one }));
}

/** Draws a fault for each request of an operation. */
function drawn(on: PlannedFault['on'], random: SeededRandom, ...of: Drawn[][]): PlannedFault {
  return { on, fault: { kind: 'random', seed: String(random.next()), of: of.flat() } };
}

const none = fault(1, { kind: 'none' });

function refusals(kind: 'refuse' | 'refuse-after-commit', statuses: readonly number[]): Single[] {
  return statuses.map((status) => ({ kind, status }));
}

/** Statuses after which a change may have been done. */
const UNKNOWN = [500, 502, 503, 504, 408, 425, 499];
/** Statuses that say no. */
const REFUSED = [400, 401, 403, 404, 409, 422];

/** Reads that fail in passing. */
function flakyReads(random: SeededRandom): PlannedFault[] {
  const failing = fault(1, ...refusals('refuse', [500, 503, 429]), { kind: 'never-answer' });
  return (['findAppointments', 'findPatients', 'readAppointment', 'readPatient'] as const).map(
    (on) => drawn(on, random, fault(4, { kind: 'none' }), failing),
  );
}

/** Changes whose answers are lost, or that are not done. */
function lostAnswers(random: SeededRandom): PlannedFault[] {
  const lost = fault(
    1,
    { kind: 'lost-after-commit' },
    { kind: 'lost-after-commit' },
    { kind: 'never-answer' },
    { kind: 'refuse', status: 503, retryAfter: 3 },
    { kind: 'refuse', status: 429, retryAfter: 3 },
    { kind: 'refuse-after-commit', status: random.pick(UNKNOWN) },
  );
  return (['createAppointment', 'createPatient', 'cancelAppointment'] as const).map((on) =>
    drawn(on, random, none, lost),
  );
}

/** Creates that are committed between two times after the request. */
function lateCommits(random: SeededRandom, minMs: number, maxMs: number): PlannedFault[] {
  const late = Array.from({ length: 12 }, (_, index): Single => {
    const milliseconds = index === 0 ? maxMs : random.between(minMs, maxMs);
    return { kind: 'commit-late', milliseconds };
  });
  return [
    drawn('createAppointment', random, none, fault(1, ...late)),
    drawn('createPatient', random, fault(4, { kind: 'none' }), fault(1, ...late)),
    drawn('cancelAppointment', random, none, fault(1, ...late)),
  ];
}

function lag(milliseconds: number): PlannedFault[] {
  return (['findAppointments', 'findPatients'] as const).map((on) => ({
    on,
    fault: { kind: 'search-lag', milliseconds },
  }));
}

function inexact(random: SeededRandom): PlannedFault[] {
  const by = random.pick(['prefix', 'any-case', 'anything'] as const);
  const match = { on: 'any', fault: { kind: 'search-match', by } } as const;
  const size = random.between(2, 12);
  const sign = random.pick(['next', 'nextCursor'] as const);
  const pages = { on: 'any', fault: { kind: 'search-pages', size, sign } } as const;
  return random.isTrue(0.7) ? [match, pages] : [match];
}

/** Pages to which there is no way. The sizes without any sign are those that are known for a first page. */
function pagesWithoutWay(random: SeededRandom): PlannedFault[] {
  const pages = random.isTrue(0.5)
    ? ({ kind: 'search-pages', size: random.between(1, 12), sign: 'hasMore' } as const)
    : ({ kind: 'search-pages', size: 10, sign: 'none' } as const);
  return [
    { on: 'any', fault: { kind: 'search-match', by: 'anything' } },
    { on: 'any', fault: pages },
  ];
}

function shapes(random: SeededRandom): PlannedFault[] {
  const all: PlannedFault[] = [
    { on: 'any', fault: { kind: 'answer-nested' } },
    { on: 'any', fault: { kind: 'answer-bare-list' } },
    {
      on: 'createAppointment',
      fault: { kind: 'answer-short', has: random.pick(['id', 'nothing']) },
    },
    { on: 'any', fault: { kind: 'answer-without', properties: ['createdAt'] } },
    { on: 'any', fault: { kind: 'answer-status', status: 'confirmed' } },
  ];
  return all.filter(() => random.isTrue(0.6));
}

function proxyPages(random: SeededRandom): PlannedFault[] {
  const pages = fault(1, { kind: 'proxy-page' }, { kind: 'proxy-page', isDone: true });
  return (
    [
      ...(['createAppointment', 'createPatient', 'cancelAppointment'] as const),
      ...(['findAppointments', 'findPatients', 'readAppointment'] as const),
    ] as const
  ).map((on) => drawn(on, random, fault(2, { kind: 'none' }), pages));
}

function refusedAfterCommit(random: SeededRandom): PlannedFault[] {
  const refused = fault(
    1,
    ...refusals('refuse-after-commit', [...REFUSED, 429]),
    ...refusals('refuse', [400, 409, 422]),
  );
  return (['createAppointment', 'createPatient', 'cancelAppointment'] as const).map((on) =>
    drawn(on, random, none, refused),
  );
}

function takenWindows(random: SeededRandom): PlannedFault[] {
  return [
    drawn(
      'createAppointment',
      random,
      none,
      fault(1, { kind: 'take-window' }),
      fault(0.5, { kind: 'lost-after-commit' }),
    ),
  ];
}

function committedTwice(random: SeededRandom): PlannedFault[] {
  return (['createAppointment', 'createPatient'] as const).map((on) =>
    drawn(on, random, none, fault(1, { kind: 'commit-twice' })),
  );
}

const failingStore: StoreFaults = { failsBefore: 0.08, failsAfter: 0.08, isSlow: 0 };
const slowStore: StoreFaults = { failsBefore: 0, failsAfter: 0, isSlow: 0.15 };

/** A part of the faults of each other class, so that they meet. */
function everything(random: SeededRandom): PlannedFault[] {
  const [lagMs, latestMs] = random.pick([
    [25_000, 30_000],
    [2_000, 50_000],
    [0, LATEST_COMMIT_MS],
  ] as const);
  const creates = drawn(
    'createAppointment',
    random,
    fault(3, { kind: 'none' }),
    fault(1, { kind: 'lost-after-commit' }),
    fault(1, { kind: 'commit-late', milliseconds: random.between(9_000, latestMs) }),
    fault(0.5, ...refusals('refuse-after-commit', [...UNKNOWN, ...REFUSED])),
    fault(0.5, { kind: 'proxy-page' }, { kind: 'proxy-page', isDone: true }),
    fault(0.5, { kind: 'never-answer' }, { kind: 'take-window' }),
  );
  const patients = drawn(
    'createPatient',
    random,
    fault(4, { kind: 'none' }),
    fault(1, { kind: 'commit-twice' }, { kind: 'lost-after-commit' }, { kind: 'proxy-page' }),
  );
  return [
    creates,
    patients,
    ...lostAnswers(random).filter(({ on }) => on === 'cancelAppointment'),
    ...flakyReads(random),
    ...(lagMs > 0 ? lag(lagMs) : []),
    // Never both: pages of an odd size, in a list by itself, have no sign that a client could know.
    ...random.pick([inexact, shapes, () => []])(random),
  ];
}

export const faultClasses: readonly FaultClass[] = [
  { name: 'processes that die', faults: () => [] },
  { name: 'lost answers', faults: (random) => [...lostAnswers(random), ...flakyReads(random)] },
  { name: 'refused after the commit', faults: refusedAfterCommit },
  {
    name: 'late commits',
    faults: (random) => lateCommits(random, 9_000, LATEST_COMMIT_MS),
  },
  {
    name: 'commits after the settle time',
    faults: (random) => lateCommits(random, settleTimeoutMs, 10 * settleTimeoutMs),
    mayDouble: true,
    breaksAssumption: true,
  },
  {
    name: 'the same, with onUnknown: stop',
    faults: (random) => lateCommits(random, settleTimeoutMs, 10 * settleTimeoutMs),
    orders: { onUnknown: 'stop' },
    breaksAssumption: true,
  },
  { name: 'commits twice', faults: committedTwice, mayDouble: true },
  { name: 'search lags 2 s', faults: (random) => [...lostAnswers(random), ...lag(2_000)] },
  { name: 'search lags 30 s', faults: (random) => [...lostAnswers(random), ...lag(30_000)] },
  {
    name: 'search lags 30 s, refused after the commit',
    faults: (random) => [...refusedAfterCommit(random), ...lag(30_000)],
  },
  {
    name: 'search lags 90 s',
    faults: (random) => [...lostAnswers(random), ...lag(90_000)],
    mayDouble: true,
    breaksAssumption: true,
  },
  {
    name: 'inexact search, in pages',
    faults: (random) => [...lostAnswers(random), ...inexact(random)],
  },
  {
    name: 'pages without a way',
    faults: (random) => [...lostAnswers(random), ...pagesWithoutWay(random)],
  },
  {
    name: 'other shapes',
    faults: (random) => [
      ...lostAnswers(random),
      ...shapes(random),
      ...(random.isTrue(0.5) ? lag(30_000) : []),
    ],
  },
  { name: 'pages of a proxy', faults: proxyPages },
  { name: 'windows taken', faults: takenWindows },
  {
    name: 'staff and other systems',
    faults: (random) => [...lostAnswers(random), ...(random.isTrue(0.5) ? lag(5_000) : [])],
    hasStaff: true,
  },
  {
    name: 'commits twice, and staff',
    faults: committedTwice,
    hasStaff: true,
    mayDouble: true,
  },
  { name: 'store that fails', faults: lostAnswers, store: failingStore },
  { name: 'store that is slow', faults: lostAnswers, store: slowStore },
  {
    name: 'everything',
    faults: everything,
    store: { failsBefore: 0.02, failsAfter: 0.02, isSlow: 0.02 },
    hasStaff: true,
  },
];

export { calmStore };
