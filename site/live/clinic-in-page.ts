import { getResponse } from 'msw';
import { createClinic, handlers, type Clinic } from '../../src/mocks/index.js';

export interface ClinicInPage {
  readonly clinic: Clinic;
  /** For the element's property `fetch`: nothing of it reaches the network. */
  readonly ask: typeof fetch;
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** The pretend clinic, without a service worker: the element asks a function, and msw answers it. */
export const openClinic = (base: string): ClinicInPage => {
  const clinic = createClinic({ latency: 300 });
  const all = [...handlers(clinic, { base })];
  const ask: typeof fetch = async (...asked) => {
    const request = new Request(...asked);
    const answer = await Promise.race([getResponse(all, request), aborted(request.signal)]);
    // As the browser says it when a connection breaks.
    if (!answer || answer.type === 'error') throw new TypeError('Failed to fetch');
    return answer;
  };
  return { clinic, ask };
};
