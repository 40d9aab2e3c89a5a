import { expect, it } from 'vitest';
import { isCancellable, type Appointment } from '../../../src/domain/appointment.js';

const appointment: Appointment = {
  id: 'app_1',
  status: 'scheduled',
  taskName: 'Blood test at home',
  firstName: 'Asha',
  timeZone: 'Europe/London',
  postcode: 'SW1A 1AA',
  startAt: '2026-05-05T06:00:00Z',
  endAt: '2026-05-05T08:00:00Z',
};
const before = new Date('2026-05-05T07:59:59Z');

it.each(['scheduled', 'scheduling'])('%s may be cancelled until the window ends', (status) => {
  expect(isCancellable({ ...appointment, status }, before)).toBe(true);
  expect(isCancellable({ ...appointment, status }, new Date('2026-05-05T08:00:00Z'))).toBe(false);
});

it('without a window it may be cancelled at any time', () => {
  const led = { ...appointment, status: 'scheduling', startAt: undefined, endAt: undefined };
  expect(isCancellable(led, new Date('2030-01-01T00:00:00Z'))).toBe(true);
});

it.each(['completed', 'cancelled', 'a status of next year'])('%s may not', (status) => {
  expect(isCancellable({ ...appointment, status }, before)).toBe(false);
});
