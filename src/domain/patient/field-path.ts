import type { PatientDraft } from './draft.js';

/** Where the form has another word for it than the contract. */
const otherwise: Partial<Record<string, keyof PatientDraft>> = {
  dateOfBirth: 'birthDate',
  kind: 'placeKind',
  name: 'contactName',
};

const fields = new Set<string>([
  ...['firstName', 'lastName', 'birthDate', 'phone', 'email', 'sex', 'nhsNumber'],
  ...['contactName', 'placeKind', 'line1', 'line2', 'town', 'note'],
]);

/** The field of the form that a path of the contract is about, such as `patients.0.phone`; null when there is none. */
export const fieldOfParam = (param: string): string | null => {
  const name = param.split('.').at(-1) ?? '';
  const field = otherwise[name] ?? name;
  return fields.has(field) ? field : null;
};
