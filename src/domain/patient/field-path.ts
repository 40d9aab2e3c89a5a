import type { PatientDraft } from './draft.js';

/** Names of fields in the form that differ from their names in the relay API. */
const otherwise: Partial<Record<string, keyof PatientDraft>> = {
  dateOfBirth: 'birthDate',
  kind: 'placeKind',
  name: 'contactName',
};

const fields = new Set<string>([
  ...['firstName', 'lastName', 'birthDate', 'phone', 'email', 'sex', 'nhsNumber'],
  ...['contactName', 'placeKind', 'line1', 'line2', 'town', 'note'],
]);

/** Returns the field of the form for a path of the relay API, such as `patients.0.phone`; null if there is none. */
export const fieldOfParam = (param: string): string | null => {
  const name = param.split('.').at(-1) ?? '';
  const field = otherwise[name] ?? name;
  return fields.has(field) ? field : null;
};
