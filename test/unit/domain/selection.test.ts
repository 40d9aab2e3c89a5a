import { expect, it } from 'vitest';
import type { PatientDetails } from '../../../src/domain/patient/validate-draft.js';
import { makeSelection } from '../../../src/domain/selection.js';

const details: PatientDetails = {
  visitFor: 'me',
  contact: null,
  patient: {
    firstName: 'Asha',
    lastName: 'Example',
    dateOfBirth: '1984-03-27',
    phone: '+447700900123',
    email: 'asha@example.com',
  },
  placeKind: 'home',
  address: { line1: '12 Example Street', town: 'London', postcode: 'SW1A 1AA' },
  note: '',
  consents: [],
};
const chosen = { taskId: 'tsk_1', windowId: 'win_1' };
const acceptedAt = '2026-11-23T09:00:00.000Z';

it('a selection for me has no contact, no note and no more than was given', () => {
  expect(makeSelection(details, chosen)).toStrictEqual({
    taskId: 'tsk_1',
    windowId: 'win_1',
    for: 'me',
    patients: [details.patient],
    location: { kind: 'home', address: details.address },
    consents: [],
  });
});

it('a selection for someone else carries who books, the note and the consents’ versions', () => {
  const contact = { name: 'Sam Example', phone: '+442079460000', email: 'sam@example.com' };
  const selection = makeSelection(
    {
      ...details,
      visitFor: 'other',
      contact,
      placeKind: 'work',
      note: 'Ring twice',
      consents: [
        { id: 'care', version: '2', acceptedAt },
        { id: 'news', version: '1', acceptedAt },
      ],
    },
    chosen,
  );
  expect(selection).toStrictEqual({
    taskId: 'tsk_1',
    windowId: 'win_1',
    for: 'other',
    contact,
    patients: [details.patient],
    location: { kind: 'work', address: details.address },
    note: 'Ring twice',
    consents: [
      { id: 'care', version: '2', acceptedAt },
      { id: 'news', version: '1', acceptedAt },
    ],
  });
});
