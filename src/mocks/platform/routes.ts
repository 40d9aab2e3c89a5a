import { platformAsks } from './request-schemas.js';
import type { PlatformClinic } from './clinic.js';
import type { LastingFault } from './fault-schemas.js';
import type { Question } from './router.js';
import { appointmentsAt, patientsAt, searchIn, type SearchRequest } from './search.js';

/** What was done, as it is answered. */
export interface Done {
  readonly status: number;
  readonly json?: unknown;
}

/** Does what is asked, or throws why not. Searches behave as the lasting faults have it. */
export const perform = (
  clinic: PlatformClinic,
  { operation, id, query, url, body }: Question,
  faults: readonly LastingFault[] = [],
): Done => {
  const { records } = clinic;
  const request = (): SearchRequest => ({
    ref: platformAsks.filter(query),
    url,
    now: clinic.now().getTime(),
  });
  switch (operation) {
    case 'listTasks':
      return { status: 200, json: clinic.tasks() };
    case 'checkCoverage':
      return { status: 200, json: clinic.coverage(body) };
    case 'listWindows':
      return { status: 200, json: clinic.windows(body) };
    case 'placeHold':
      return { status: 201, json: clinic.hold(body) };
    case 'releaseHold':
      clinic.release(id);
      return { status: 204 };
    case 'createPatient':
      return { status: 201, json: clinic.createPatient(body) };
    case 'readPatient':
      return { status: 200, json: records.patient(id) };
    case 'findPatients':
      return {
        status: 200,
        json: searchIn((time) => patientsAt(records, time), request(), faults),
      };
    case 'createAppointment':
      return { status: 201, json: clinic.createAppointment(body) };
    case 'readAppointment':
      return { status: 200, json: clinic.appointment(id) };
    case 'findAppointments':
      return {
        status: 200,
        json: searchIn((time) => appointmentsAt(records, time), request(), faults),
      };
    case 'cancelAppointment':
      return { status: 200, json: clinic.cancel(id, body) };
  }
};
