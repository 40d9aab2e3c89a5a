import { platformAsks } from './request-schemas.js';
import type { PlatformClinic } from './clinic.js';
import type { Question } from './router.js';

/** What was done, as it is answered. */
export interface Done {
  readonly status: number;
  readonly json?: unknown;
}

/** Does what is asked, or throws why not. */
export const perform = (clinic: PlatformClinic, { operation, id, query, body }: Question): Done => {
  const { records } = clinic;
  const withRef = <Item extends { readonly externalRef?: string | undefined }>(
    all: ReadonlyMap<string, Item>,
  ) => {
    const ref = platformAsks.filter(query);
    return { data: [...all.values()].filter((one) => one.externalRef === ref) };
  };
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
      return { status: 200, json: withRef(records.patients) };
    case 'createAppointment':
      return { status: 201, json: clinic.createAppointment(body) };
    case 'readAppointment':
      return { status: 200, json: clinic.appointment(id) };
    case 'findAppointments':
      return { status: 200, json: withRef(records.appointments) };
    case 'cancelAppointment':
      return { status: 200, json: clinic.cancel(id, body) };
  }
};
