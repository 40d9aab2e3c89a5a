import type { BookingApi } from '../booking-api.js';
import { isBookingError, isOutcomeUnknown, OutcomeUnknownError } from './errors.js';
import { openHttpRelay, type HttpRelayOptions } from './relay-client.js';

/** How a service says that it has no holds. */
const withoutHolds: readonly (number | null)[] = [404, 405, 501];

/**
 * What a relay can only say once it has looked for the booking by its key. Any other refusal (asked too often, say)
 * speaks of the question that was refused, and not of one that was asked before.
 */
const verdicts: readonly string[] = ['window_unavailable', 'outside_coverage', 'validation_failed'];

/** The service over HTTP. */
export const createHttpBookingApi = (options: HttpRelayOptions): BookingApi => {
  const { base, fetch, awaitAnswers, read, once } = openHttpRelay(options);

  let offersHolds = true;

  /** The keys of bookings of which nobody knows what became. */
  const open = new Set<string>();

  return {
    getTask: (taskId, signal) =>
      read(`/tasks/${encodeURIComponent(taskId)}`, { signal }, ({ readTask }) => readTask),
    checkCoverage: (body, signal) =>
      read('/coverage', { body, signal }, ({ readCoverage }) => readCoverage),
    listWindows: (body, signal) =>
      read('/windows', { body, signal }, ({ readWindows }) => readWindows),
    sealSelection: (body, signal) =>
      read('/selections', { body, signal }, ({ readSealedSelection }) => readSealedSelection),
    async holdWindow(body, signal) {
      if (!offersHolds) return null;
      try {
        return await once('/holds', { body, signal }, ({ readHold }) => readHold);
      } catch (error) {
        if (!isBookingError(error) || !withoutHolds.includes(error.status)) throw error;
        offersHolds = false;
        return null;
      }
    },
    async releaseHold(holdId) {
      const release = async (keepalive: boolean): Promise<void> => {
        try {
          // Cookies go to the page's own origin alone: the default of `fetch`.
          await fetch(`${base}/holds/${encodeURIComponent(holdId)}`, {
            method: 'DELETE',
            keepalive,
          });
        } catch {
          // The hold lapses by itself.
        }
      };
      // On a server there is nothing to listen to.
      const page: Partial<EventTarget> = globalThis;
      // A page that is left aborts its requests. `keepalive` only then: Firefox sends such a request past the page's
      // service worker. Releasing a hold twice does no harm.
      const done = new AbortController();
      page.addEventListener?.('pagehide', () => void release(true), done);
      await release(false);
      done.abort();
    },
    async bookSelection({ selection, ...keys }) {
      const body = { ...selection, ...keys };
      const { signal } = new AbortController();
      try {
        // Nothing is sent whose answer could not be read.
        await awaitAnswers();
        return await once('/bookings', { body, signal }, ({ readBooking }) => readBooking);
      } catch (error) {
        if (!isBookingError(error)) throw error;
        if (isOutcomeUnknown(error)) open.add(keys.key);
        else if (!open.has(keys.key) || verdicts.includes(error.code)) throw error;
        throw new OutcomeUnknownError({ status: error.status, requestId: error.requestId });
      }
    },
  };
};
