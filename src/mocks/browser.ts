import { setupWorker } from 'msw/browser';
import { createClinic, type Clinic } from './clinic/clinic.js';
import { handlers } from './clinic/handlers.js';

export interface StartClinicOptions {
  /** Where the page's API is served: the element's `api-base`. */
  readonly base?: string;
  readonly clinic?: Clinic;
  /** The folder of the widget's own chunks, for the scenario in which one is missing. */
  readonly scripts?: string;
  /** Where msw's worker script is served. */
  readonly workerUrl?: string;
  /**
   * Hears of every request that is not the clinic's: the page's own files, and what a test may forbid, for if
   * it throws, the request is answered with 500.
   */
  readonly onUnhandled?: (request: Request) => void;
}

/** What msw 3 tells: of a request, or of a web socket. */
interface Frame {
  readonly frame: { readonly protocol?: string; readonly data: { readonly request?: Request } };
}

/** Opens a clinic in the page, by msw's service worker. Settles when it answers; call the result to close it. */
export const startClinic = async ({
  base = '/ally',
  clinic = createClinic(),
  scripts,
  workerUrl = '/mockServiceWorker.js',
  onUnhandled,
}: StartClinicOptions = {}): Promise<() => void> => {
  const worker = setupWorker(...handlers(clinic, { base, scripts }));
  // Everything below the base has a handler, if only to say that there is nothing; the rest is the page's own.
  const options = {
    quiet: true,
    serviceWorker: { url: workerUrl },
    // msw 2 and 3 each read the one that is theirs.
    onUnhandledRequest: onUnhandled ?? ('bypass' as const),
    onUnhandledFrame: onUnhandled
      ? ({ frame: { data } }: Frame): void => {
          if (data.request) onUnhandled(data.request);
        }
      : 'bypass',
  };
  await worker.start(options);
  return () => {
    // In msw 3 a promise, of what the page need not wait for.
    worker.stop();
  };
};
