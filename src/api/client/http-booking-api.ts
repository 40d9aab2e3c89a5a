import type { BookingApi } from '../booking-api.js';
import { isBookingError, isOutcomeUnknown, OutcomeUnknownError } from './errors.js';
import { openHttpRelay, type HttpRelayOptions } from './relay-client.js';

/** The HTTP statuses by which a service reports that it does not offer holds. */
const withoutHolds: readonly (number | null)[] = [404, 405, 501];

/**
 * Codes that a relay returns only after it has looked for the booking by its key. Any other error (too many
 * requests, for example) is about the request that was rejected, and not about an earlier one with the same key.
 */
const verdicts: readonly string[] = ['window_unavailable', 'outside_coverage', 'validation_failed'];

/** Creates the booking API over HTTP. */
export const createHttpBookingApi = (options: HttpRelayOptions): BookingApi => {
  const { base, fetch, awaitAnswers, read, once } = openHttpRelay(options);

  let offersHolds = true;

  /** The keys of bookings whose outcome is unknown. */
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
          // By default, `fetch` sends cookies only to the page's own origin.
          await fetch(`${base}/holds/${encodeURIComponent(holdId)}`, {
            method: 'DELETE',
            keepalive,
          });
        } catch {
          // The hold expires by itself.
        }
      };
      // On a server there are no page events.
      const page: Partial<EventTarget> = globalThis;
      // Leaving a page aborts its requests, so the release is then sent with `keepalive`. It is not used otherwise,
      // because Firefox sends such a request past the page's service worker. Releasing a hold twice does no harm.
      const done = new AbortController();
      page.addEventListener?.('pagehide', () => void release(true), done);
      await release(false);
      done.abort();
    },
    async bookSelection({ selection, ...keys }) {
      const body = { ...selection, ...keys };
      const { signal } = new AbortController();
      try {
        // Nothing is sent before the code that parses the response has loaded.
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
