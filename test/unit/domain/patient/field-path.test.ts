import { expect, it } from 'vitest';
import { fieldOfParam } from '../../../../src/domain/patient/field-path.js';

it.each([
  ['patients.0.phone', 'phone'],
  ['patients.0.dateOfBirth', 'birthDate'],
  ['patients.0.nhsNumber', 'nhsNumber'],
  ['contact.name', 'contactName'],
  ['contact.email', 'email'],
  ['location.kind', 'placeKind'],
  ['location.address.line1', 'line1'],
  ['note', 'note'],
  // The postcode is not changed in the form, and the rest has no field there.
  ['location.address.postcode', null],
  ['windowId', null],
  ['consents', null],
  ['', null],
])('%s is asked for in %s', (param, field) => {
  expect(fieldOfParam(param)).toBe(field);
});
