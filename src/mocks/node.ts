import { setupServer, type SetupServer } from 'msw/node';
import { createClinic, type Clinic } from './clinic/clinic.js';
import { handlers } from './clinic/handlers.js';

export {
  clinicAnswers,
  clinicListener,
  type ClinicListener,
  type ServedClinicOptions,
} from './node-http.js';

/** A clinic for tests in Node: `listen()` it, and everything below the base is answered. */
export const clinicServer = ({
  base,
  clinic = createClinic(),
}: {
  /** Absolute, for Node has no page: `http://localhost/ally`. */
  readonly base: string;
  readonly clinic?: Clinic;
}): SetupServer => setupServer(...handlers(clinic, { base }));
