import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import * as contract from '../../../src/api/contract.js';
import { selection, task } from '../flow/journey.js';

const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
const appointment = {
  id: 'app_1',
  status: 'scheduled',
  taskName: 'Blood test at home',
  firstName: 'Asha',
  startAt: '2026-08-06T07:00:00Z',
  endAt: '2026-08-06T11:00:00Z',
  timeZone: 'Europe/London',
  postcode: 'SW1A 1AA',
};

describe('every operation’s shapes', () => {
  it.each([
    ['task', task],
    ['coverageAsk', place],
    ['coverage', { postcode: 'SW1A 1AA', covered: false, reason: 'restricted' }],
    ['windowsAsk', { ...place, from: '2026-08-01', to: '2026-08-21' }],
    ['holdAsk', { ...place, windowId: 'win_1' }],
    ['hold', { id: 'hld_1', windowId: 'win_1', expiresAt: '2026-08-01T09:00:00Z' }],
    ['selection', selection],
    ['appointment', appointment],
    ['appointment', { ...appointment, status: 'a status of next year' }],
    ['bookingAsk', { ...selection, key: '5f0b2f63-6f5f-4c33-9a3c-0b1f8f8f2a10' }],
    ['orderAsk', { token: 'sel_1', orderRef: 'LK-1' }],
    ['booking', { appointment, outcome: 'scheduled', manageToken: 'man_1' }],
    ['failure', { error: { code: 'not_found', message: '', requestId: 'req_1' } }],
  ] as const)('%s', (name, value) => {
    expect(z.safeParse(contract[name], value).data).toEqual(value);
  });

  it.each([
    ['coverageAsk', { taskId: '', postcode: 'SW1A 1AA' }, 'taskId'],
    ['windowsAsk', { ...place, from: '1 August', to: '2026-08-21' }, 'from'],
    ['windowsAsk', { ...place, from: '2026-02-30', to: '2026-08-21' }, 'from'],
    ['selection', { ...selection, for: 'them' }, 'for'],
    ['selection', { ...selection, patients: [] }, 'patients'],
    [
      'selection',
      { ...selection, patients: [...selection.patients, ...selection.patients] },
      'patients',
    ],
    [
      'selection',
      { ...selection, patients: [{ ...selection.patients[0], phone: '07700 900123' }] },
      'patients.0.phone',
    ],
    [
      'selection',
      { ...selection, patients: [{ ...selection.patients[0], nhsNumber: '123' }] },
      'patients.0.nhsNumber',
    ],
    [
      'selection',
      { ...selection, location: { ...selection.location, kind: 'moon' } },
      'location.kind',
    ],
    ['bookingAsk', { ...selection, key: 'LK-1' }, 'key'],
  ] as const)('not this %s', (name, value, path) => {
    expect(z.safeParse(contract[name], value).error?.issues[0]?.path.join('.')).toBe(path);
  });
});
