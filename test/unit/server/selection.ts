import type { Selection } from '../../../src/domain/selection.js';

/** A finished selection of a made-up patient; every detail of it is a marker that must stay where it belongs. */
export const selection: Selection = {
  taskId: 'tsk_blood',
  windowId: 'win_1',
  for: 'me',
  patients: [
    {
      firstName: 'Wilhelmina',
      lastName: 'Quillfeather',
      dateOfBirth: '1948-03-27',
      phone: '+447700900123',
      email: 'wilhelmina@example.com',
    },
  ],
  location: {
    kind: 'home',
    address: { line1: '14 Larkspur Row', town: 'London', postcode: 'SW1A 1AA' },
  },
  note: 'The key is under the blue pot',
  consents: [{ id: 'care', version: '2026-01', acceptedAt: '2026-11-24T11:00:00Z' }],
};

/** What nobody but the platform may be told. */
export const markers = [
  'Wilhelmina',
  'Quillfeather',
  '1948-03-27',
  '7700900123',
  'wilhelmina@example.com',
  'Larkspur Row',
  'SW1A',
  'blue pot',
];
