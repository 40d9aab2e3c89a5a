import type { Selection } from '../../../src/domain/selection.js';
import { createClinic, type Clinic, type ClinicOptions } from '../../../src/mocks/index.js';

/** A clinic at nine in the morning of a day. */
export const open = (day = '2026-11-23', options: ClinicOptions = {}): Clinic =>
  createClinic({ now: () => new Date(`${day}T09:00:00Z`), ...options });

export const postcode = 'SW1A 1AA';

export const windowsOf = (clinic: Clinic, where = postcode) =>
  clinic.coverage({ taskId: 'tsk_blood', postcode: where }).windows ?? [];

/** A finished selection of somebody who does not exist. */
export const selectionOf = (windowId: string, where = postcode): Selection => ({
  taskId: 'tsk_blood',
  windowId,
  for: 'me',
  patients: [
    {
      firstName: 'Asha',
      lastName: 'Example',
      dateOfBirth: '1984-03-27',
      phone: '+447700900123',
      email: 'asha@example.com',
    },
  ],
  location: { kind: 'home', address: { line1: '1 Test Street', town: 'London', postcode: where } },
  consents: [{ id: 'care', version: '2026-01', acceptedAt: '2026-11-23T09:00:00Z' }],
});
