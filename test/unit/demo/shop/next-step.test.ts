import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../../demo/shop/next-step.js';
import { reasons } from '../../../../demo/shop/reasons.js';
import * as errors from '../../../../src/server/errors.js';

const begunAt = new Date('2026-11-24T12:00:00Z');
const lastAttemptAt = new Date('2026-11-24T11:59:00Z');
const settled = new Date('2026-11-24T11:59:30Z');
const retries = { firstRetry: 1000, longestRetry: 60_000 };

const step = (error: unknown, tries = 1) =>
  nextStep(error, { tries, begunAt, lastAttemptAt }, retries);

/** Everything that is thrown on purpose, and what it means for the order. */
const rows: readonly (readonly [name: string, error: unknown, expected: object])[] = [
  [
    'unsettled',
    new errors.BookingUnsettledError(42, settled),
    { step: 'try-again', in: 42_000, lastAttemptAt: settled, isAlarm: false },
  ],
  [
    'unsettled, and something is to be mended',
    new errors.BookingUnsettledError(42, settled, {
      cause: new errors.MisconfiguredError('platformKey', 'x'),
    }),
    { step: 'try-again', in: 42_000, lastAttemptAt: settled, isAlarm: true },
  ],
  [
    'unavailable',
    new errors.PlatformUnavailableError('findAppointments'),
    { step: 'try-again', lastAttemptAt, isAlarm: false },
  ],
  [
    'unavailable for a while',
    new errors.PlatformUnavailableError('findAppointments', { status: 503, retryAfter: 120 }),
    { step: 'try-again', in: 120_000, lastAttemptAt, isAlarm: false },
  ],
  [
    'misconfigured',
    new errors.MisconfiguredError('platformKey', 'x'),
    { step: 'try-again', lastAttemptAt, isAlarm: true },
  ],
  [
    'of another shape',
    new errors.PlatformAnswerError('listTasks', 'data'),
    { step: 'try-again', lastAttemptAt, isAlarm: true },
  ],
  ...(
    [
      ['malformed', 'selection-damaged'],
      ['altered', 'selection-damaged'],
      ['unknown-key', 'selection-of-unknown-key'],
      ['from-the-future', 'clock-wrong'],
      ['other-mode', 'selection-of-other-mode'],
    ] as const
  ).map(
    ([why, reason]) =>
      [why, new errors.TokenRefusedError(why), { step: 'needs-person', reason }] as const,
  ),
  [
    'too old',
    new errors.TokenExpiredError(),
    { step: 'needs-person', reason: 'selection-too-old' },
  ],
  [
    'refused',
    new errors.PlatformRefusedError('createPatient', 422, 'phone'),
    { step: 'needs-person', reason: 'platform-refuses' },
  ],
  [
    'a fault of the shop',
    new TypeError('x'),
    { step: 'try-again', lastAttemptAt: begunAt, isAlarm: true },
  ],
];

describe('what an error means', () => {
  it.each(rows)('%s', (_name, error, expected) => {
    expect(step(error)).toMatchObject(expected);
  });

  it('a fault of the shop’s is tried a few times, and then a person is needed', () => {
    expect(step(new TypeError('x'), 4).step).toBe('try-again');
    expect(step(new TypeError('x'), 5)).toEqual({
      step: 'needs-person',
      reason: 'fault-of-the-shop',
    });
  });

  it('waits longer each time, up to a limit', () => {
    const waits = [1, 2, 3, 4, 10, 1000].map((tries) => {
      const next = step(new errors.PlatformUnavailableError('findAppointments'), tries);
      return next.step === 'try-again' ? next.in : 0;
    });
    [1000, 2000, 4000, 8000, 60_000, 60_000].forEach((most, index) => {
      expect(waits[index]).toBeLessThanOrEqual(most);
      expect(waits[index]).toBeGreaterThanOrEqual(most * 0.75);
    });
  });

  it('says of each reason what a person does next', () => {
    for (const next of Object.values(reasons)) expect(next).toMatch(/\. .+\.$/);
  });
});
