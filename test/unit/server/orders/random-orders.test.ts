import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import fc, { runs, seed } from '../../../harness/properties.js';
import { sealSelection } from '../../../../src/server/tokens/selection-token.js';
import { window, type Fault, type MockPlatform } from '../../../fixtures/platform.js';
import { noon, setUp } from '../options.js';
import { Outbox, type Death } from '../outbox.js';
import { selection } from '../selection.js';

/** What may go wrong with one order, from the first call to the last. */
interface Plan {
  readonly reads: readonly (Fault | null)[];
  readonly patients: readonly (Fault | null)[];
  readonly appointments: readonly (Fault | null)[];
  readonly cancels: readonly (Fault | null)[];
  readonly deaths: readonly (Death | null)[];
  readonly isGone: boolean;
}

const orders = runs(200);

const settlesWithin = 60_000;

const passing: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>('lost-before', 'never', { json: 7 }),
  // Also a key that is not taken for a while, and a refusal that nobody expects.
  fc.record({ status: fc.constantFrom(500, 503, 401, 400) }),
  fc.record({ status: fc.constant(429), headers: fc.constant({ 'retry-after': '3' }) }),
);
const doneAll: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>('lost-after', 'twice'),
  // The platform makes up its mind within the time that it is given, if only just.
  fc.record({ doneAfter: fc.nat(settlesWithin - 1) }),
  fc.record({ doneAfter: fc.integer({ min: settlesWithin - 2_000, max: settlesWithin - 1 }) }),
);
const plain = fc.constant(null);
/** A platform that keeps one waiting, so that what is asked next is asked late. */
const slow: fc.Arbitrary<Fault> = fc.constant('never');
const some = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 6 });

const plan: fc.Arbitrary<Plan> = fc.record({
  reads: some(fc.oneof({ arbitrary: plain, weight: 3 }, passing, slow)),
  patients: some(fc.oneof({ arbitrary: plain, weight: 2 }, passing, doneAll)),
  appointments: some(fc.oneof(plain, passing, { arbitrary: doneAll, weight: 2 })),
  cancels: some(fc.oneof(plain, passing, doneAll)),
  deaths: some(
    fc.oneof(plain, {
      arbitrary: fc.record({ question: fc.integer({ min: 1, max: 8 }), isSent: fc.boolean() }),
      weight: 2,
    }),
  ),
  isGone: fc.boolean(),
});

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const live = ({ appointments }: MockPlatform) =>
  appointments.filter(({ status }) => status !== 'cancelled');

/** A process that was kept waiting, asked, and died; what it asked for is done at the last moment. */
const lateDeath: Plan = {
  reads: ['never'],
  patients: [],
  cancels: [],
  isGone: false,
  appointments: [{ doneAfter: settlesWithin - 1 }],
  deaths: [{ question: 6, isSent: true }],
};

let count = 0;

/** One order from payment to its appointment, whatever happens; and once more when all is quiet. */
const play = async (planned: Plan) => {
  const { platform, options } = setUp({ settlesWithin });
  const summary = { taskName: 'Blood test at home', timeZone: 'Europe/London', ...window };
  const { token } = await sealSelection(selection, { summary, mode: 'test' }, options);
  const { reads, patients, appointments, cancels, deaths, isGone } = planned;
  if (isGone) platform.taken.add(window.id);
  platform.plan('findAppointments', ...reads);
  platform.plan('findPatients', ...reads);
  platform.plan('createPatient', ...patients);
  platform.plan('createAppointment', ...appointments);
  platform.plan('cancelAppointment', ...cancels);
  count += 1;
  const outbox = new Outbox(`order-${String(count)}`, token, platform, options);
  await outbox.book(deaths);
  await vi.advanceTimersByTimeAsync(2 * settlesWithin);
  platform.clearFaults();
  return { platform, outbox, booked: await outbox.book([]) };
};

describe('a paid order, whatever goes wrong', () => {
  it(`is booked once and only once: ${String(orders)} orders, seed ${String(seed)}`, async () => {
    const seen = { deaths: 0, doubles: 0, calls: 0 };
    const property = fc.asyncProperty(plan, async (planned) => {
      const { platform, outbox, booked } = await play(planned);
      expect(live(platform).map(({ id }) => id)).toEqual([booked]);
      const isDoubled = planned.appointments.includes('twice');
      // But for a platform that makes two of one question, there never was a second one.
      if (!isDoubled) expect(platform.appointments).toHaveLength(1);
      seen.deaths += outbox.deaths;
      seen.doubles += platform.appointments.length > 1 ? 1 : 0;
      seen.calls += outbox.calls;
    });
    await fc.assert(property, { numRuns: orders, examples: [[lateDeath]] });
    console.log(`seed ${String(seed)}: ${JSON.stringify(seen)}`);
    // Else nothing of the kind was tried.
    expect(seen.deaths).toBeGreaterThan(orders / 4);
    expect(seen.doubles).toBeGreaterThan(orders / 50);
  });
});
