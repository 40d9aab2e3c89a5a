import { getResponse } from 'msw';
import { createClinic, handlers, type Clinic } from '../../src/mocks/index.js';

export interface ClinicInPage {
  readonly clinic: Clinic;
  /** For the element's property `fetch`: its requests never reach the network. */
  readonly fetch: typeof globalThis.fetch;
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Creates the mocks without a service worker: the element calls a function, and msw responds. */
export const openClinic = (base: string): ClinicInPage => {
  const clinic = createClinic({ latency: 300 });
  const all = [...handlers(clinic, { base })];
  const fetch: typeof globalThis.fetch = async (...args) => {
    const request = new Request(...args);
    const response = await Promise.race([getResponse(all, request), aborted(request.signal)]);
    // The error of `fetch()` in Chromium when a connection breaks.
    if (!response || response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
  return { clinic, fetch };
};
