import {
  BookingUnsettledError,
  MisconfiguredError,
  PlatformAnswerError,
  PlatformRefusedError,
  PlatformUnavailableError,
  TokenExpiredError,
  TokenRefusedError,
} from '@ally-health/checkout-booking/server';
import type { Reason } from './reasons.js';

/** What is done about an order that could not be booked. */
export type NextStep =
  | {
      readonly step: 'try-again';
      /** Milliseconds from now. */
      readonly in: number;
      /** What the next try is told of the ones before it. */
      readonly lastAttemptAt: Date | null;
      /** Whether somebody has to mend something meanwhile. */
      readonly isAlarm: boolean;
    }
  | { readonly step: 'needs-person'; readonly reason: Reason };

/** The try that failed. */
export interface Tried {
  /** How often it was tried, this time included. */
  readonly tries: number;
  /** When this try began. */
  readonly begunAt: Date;
  /** What it was told of the ones before it. */
  readonly lastAttemptAt: Date | null;
}

/** Milliseconds. */
interface Retries {
  readonly firstRetry: number;
  readonly longestRetry: number;
}

/** Twice as long each time, up to a limit, and not at the same moment as everybody else. */
const backOff = (tries: number, { firstRetry, longestRetry }: Retries): number =>
  Math.min(firstRetry * 2 ** Math.min(tries - 1, 20), longestRetry) * (0.75 + Math.random() / 4);

/** How often an order is tried that the shop itself stumbles over. */
const mostFaults = 5;

const refusals = {
  malformed: 'selection-damaged',
  altered: 'selection-damaged',
  'unknown-key': 'selection-of-unknown-key',
  'from-the-future': 'clock-wrong',
  'other-mode': 'selection-of-other-mode',
} as const satisfies Record<TokenRefusedError['reason'], Reason>;

/**
 * What an error of `bookOrder` means for the order. After most of them nothing was done by this try, and what was not
 * known before still is not.
 */
export const nextStep = (
  error: unknown,
  { tries, begunAt, lastAttemptAt }: Tried,
  retries: Retries,
): NextStep => {
  const wait = backOff(tries, retries);
  // It may have been booked: the error says when that is known, what to pass on, and what else is wrong.
  if (error instanceof BookingUnsettledError)
    return {
      step: 'try-again',
      in: error.retryAfter * 1000,
      isAlarm: error.cause !== undefined,
      lastAttemptAt: error.lastAttemptAt,
    };
  if (error instanceof PlatformUnavailableError)
    return {
      step: 'try-again',
      lastAttemptAt,
      isAlarm: false,
      in: Math.max(wait, (error.retryAfter ?? 0) * 1000),
    };
  // The order is fine, the shop’s settings are not: it is booked as soon as they are put right.
  if (error instanceof MisconfiguredError || error instanceof PlatformAnswerError)
    return { step: 'try-again', in: wait, lastAttemptAt, isAlarm: true };
  if (error instanceof TokenRefusedError)
    return { step: 'needs-person', reason: refusals[error.reason] };
  if (error instanceof TokenExpiredError)
    return { step: 'needs-person', reason: 'selection-too-old' };
  if (error instanceof PlatformRefusedError)
    return { step: 'needs-person', reason: 'platform-refuses' };
  // A fault of ours, or a database that was busy for too long: how this try ended is not known.
  return tries < mostFaults
    ? { step: 'try-again', in: wait, lastAttemptAt: begunAt, isAlarm: true }
    : { step: 'needs-person', reason: 'fault-of-the-shop' };
};
