import { afterEach, expect, it } from 'vitest';
import { createAlly } from '../../src/server/index.js';
import { sealOrder } from '../fixtures/clinic-orders.js';
import { startClinic, type ClinicProcess } from '../harness/clinic-process.js';

let clinic: ClinicProcess;
afterEach(() => clinic.stop());

it('finds a visit that was booked too late to be answered', async () => {
  clinic = await startClinic();
  const { token, options } = await sealOrder(clinic);
  await clinic.control.faults([
    { on: 'createAppointment', fault: { kind: 'commit-late', milliseconds: 2_000 } },
  ]);
  const platform = { ...options.platform, timeoutMs: 1_000 };
  const ally = createAlly({ ...options, platform });
  const order = { orderRef: 'LK-1', token, taskId: 'tsk_blood' };
  const { outcome, appointment } = await ally.orders.book(order);
  expect(outcome).toBe('scheduled');
  const { appointments } = await clinic.control.state();
  expect(appointments.map(({ id }) => id)).toEqual([appointment?.id]);
  const asked = await clinic.control.askedAfter(0);
  expect(asked.filter(({ operation }) => operation === 'createAppointment')).toHaveLength(1);
});
