import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  allyOf,
  place,
  pickWindows,
  platformOf,
  sealOrder,
  selectionOf,
  windowsOf,
} from '../fixtures/clinic-orders.js';
import {
  startClinic,
  type ClinicProcess,
  type StartClinicOptions,
} from '../harness/clinic-process.js';
import { startWebhookReceiver, type WebhookReceiver } from '../fixtures/webhook-receiver.js';

const opened: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});

/** Starts a webhook receiver that is stopped after the test. */
const openReceiver = async (...statuses: number[]): Promise<WebhookReceiver> => {
  const receiver = await startWebhookReceiver(...statuses);
  opened.push(receiver);
  return receiver;
};

const open = async (options: StartClinicOptions = {}): Promise<ClinicProcess> => {
  const clinic = await startClinic(options);
  opened.push(clinic);
  return clinic;
};

describe('the clinic as a process of its own', () => {
  it('takes a paid order from availability to a visit, tells of it, and cancels it', async () => {
    const receiver = await openReceiver();
    const clinic = await open({ webhook: receiver.webhook, isRealCommand: true });
    const { token, window, options } = await sealOrder(clinic);
    const { orders } = allyOf(options);
    const order = { orderRef: 'LK-1', token, taskId: place.taskId };
    const booked = await orders.book(order);
    expect(booked).toMatchObject({
      outcome: 'scheduled',
      appointment: { startAt: window.startAt, firstName: 'Asha', postcode: place.postcode },
    });
    const again = await orders.book(order);
    expect(again.appointment?.id).toBe(booked.appointment?.id);
    const cancelled = await orders.cancel({ orderRef: 'LK-1', reason: 'Refunded.' });
    expect(cancelled.outcome).toBe('cancelled');
    await receiver.until(3);
    expect(receiver.received.map(({ type }) => type)).toEqual([
      'appointment.created',
      'appointment.scheduled',
      'appointment.cancelled',
    ]);
    expect(receiver.received.map(({ ref }) => ref)).toEqual(['LK-1', 'LK-1', 'LK-1']);
    const { appointments, patients, taken } = await clinic.control.state();
    expect(appointments.map(({ status }) => status)).toEqual(['cancelled']);
    expect(patients).toHaveLength(1);
    expect(taken[window.id]).toBe(0);
  });

  it('says in one sentence why it does not start', async () => {
    const { origin, stateFile } = await open();
    const port = Number(new URL(origin).port);
    await expect(startClinic({ port })).rejects.toThrow(
      `clinic: port ${String(port)} is taken: another clinic may be open; choose one with --port.`,
    );
    await expect(startClinic({ stateFile })).rejects.toThrow(
      /^clinic: The state file .* is in use by another clinic \(process \d+\)\.$/,
    );
    await expect(startClinic({ key: 'live_1' })).rejects.toThrow(
      'clinic: --key must begin with test_: the mock platform has no live mode.',
    );
  });
});

describe('what it remembers', () => {
  it('is there again after a kill, on the same port', async () => {
    const clinic = await open();
    const { token, options } = await sealOrder(clinic);
    const order = { orderRef: 'LK-2', token, taskId: place.taskId };
    const booked = await allyOf(options).orders.book(order);
    await clinic.control.faults([{ on: 'any', fault: { kind: 'down' } }]);
    const before = await clinic.control.state();
    const { origin } = clinic;
    await clinic.kill();
    await expect(fetch(origin)).rejects.toThrow();
    await clinic.restart();
    expect(clinic.origin).toBe(origin);
    expect(await clinic.control.state()).toEqual(before);
    await clinic.control.faults([]);
    const again = await allyOf(options).orders.book(order);
    expect(again.appointment?.id).toBe(booked.appointment?.id);
  });

  it('is let go of by SIGTERM and SIGINT, with an exit code of 0', async () => {
    const clinic = await open();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      expect(existsSync(`${clinic.stateFile}.lock`)).toBe(true);
      expect(await clinic.kill(signal)).toBe(0);
      expect(existsSync(`${clinic.stateFile}.lock`)).toBe(false);
      await clinic.restart();
    }
    expect(await clinic.kill()).toBe(null);
  });

  it('is all that was answered, wherever a kill falls', async () => {
    const clinic = await open();
    const platform = platformOf(clinic);
    const answered = new Set<string>();
    for (const killAt of [1, 11, 31]) {
      // Five more than are answered, so that some requests are pending when the process is killed.
      const windows = pickWindows(await windowsOf(platform), killAt + 5, 0);
      let killed: Promise<unknown> | undefined;
      const before = answered.size;
      const bookOne = async (windowId: string, order: number): Promise<void> => {
        const externalRef = `LK-${String(killAt)}-${String(order)}`;
        const selection = selectionOf(windowId);
        const { id: patientId } = await platform.createPatient(selection, externalRef);
        const facts = { patientId, externalRef, withWindow: true };
        const { id } = await platform.createAppointment(selection, facts);
        answered.add(id ?? '');
        if (answered.size - before === killAt) killed = clinic.kill();
      };
      await Promise.allSettled(windows.map(({ id }, order) => bookOne(id, order)));
      expect(killed).toBeDefined();
      await killed;
      await clinic.restart();
      const { appointments, patients, taken } = await clinic.control.state();
      const known = appointments.map(({ id }) => id);
      expect([...answered].filter((id) => !known.includes(id))).toEqual([]);
      // Each line of the state file is written completely or not at all: an appointment has its patient and its window.
      const patientIds = patients.map(({ id }) => id);
      expect(appointments.filter(({ patientId }) => !patientIds.includes(patientId))).toEqual([]);
      const takenCount = Object.values(taken).reduce((sum, count) => sum + count, 0);
      expect(takenCount).toBe(appointments.length);
    }
  });

  it('is not what was still to be committed when it was killed', async () => {
    const clinic = await open();
    const { token, options } = await sealOrder(clinic);
    await clinic.control.faults([
      { on: 'createAppointment', fault: { kind: 'commit-late', milliseconds: 60_000 } },
    ]);
    const order = { orderRef: 'LK-3', token, taskId: place.taskId };
    const booking = allyOf(options, { maxWaitMs: 1 }).orders.book(order);
    const unsettled = expect(booking).rejects.toThrow();
    await clinic.control.askedFor(({ fault, isDone }) => fault === 'commit-late' && !isDone);
    await clinic.restart();
    await unsettled;
    expect((await clinic.control.state()).appointments).toEqual([]);
  });
});

describe('what it tells', () => {
  it('is told again until it is taken, also by the next process', async () => {
    const receiver = await openReceiver(500, 500, 500);
    const clinic = await open({ webhook: receiver.webhook });
    const { token, options } = await sealOrder(clinic);
    await allyOf(options).orders.book({ orderRef: 'LK-4', token, taskId: place.taskId });
    await receiver.until(1);
    await clinic.restart();
    await receiver.until(5);
    const ids = new Set(receiver.received.map(({ id }) => id));
    expect(ids.size).toBe(2);
    await clinic.control.toldAll();
    const { deliveries } = await clinic.control.state();
    expect(deliveries.map(({ type, status, dueAt }) => [type, status, dueAt])).toEqual([
      ['appointment.created', 200, null],
      ['appointment.scheduled', 200, null],
    ]);
  });
});
