import { networkInterfaces } from 'node:os';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allyOf, place, platformOf, sealOrder, windowsOf } from '../fixtures/clinic-orders.js';
import { startClinic, type ClinicProcess } from '../harness/clinic-process.js';
import { send } from '../harness/relay-hosts.js';
import { startWebhookReceiver, type WebhookReceiver } from '../fixtures/webhook-receiver.js';

let clinic: ClinicProcess;
beforeAll(async () => {
  clinic = await startClinic();
});
afterAll(() => clinic.stop());
beforeEach(async () => {
  await clinic.control.reset();
  await clinic.control.tellAt(null);
});

const receivers: WebhookReceiver[] = [];
afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.stop()));
});

const openReceiver = async (): Promise<WebhookReceiver> => {
  const receiver = await startWebhookReceiver();
  receivers.push(receiver);
  return receiver;
};

const bookOne = async (orderRef: string): Promise<void> => {
  const { token, options } = await sealOrder(clinic);
  await allyOf(options).orders.book({ orderRef, token, taskId: place.taskId });
};

describe('the port of the clinic', () => {
  it('goes on whatever is sent to it', async () => {
    const { origin } = clinic;
    const port = Number(new URL(origin).port);
    const headers = { host: `127.0.0.1:${String(port)}` };
    const statusOf = async (method: string, path: string, body?: string): Promise<number> =>
      (await send(port, { method, path, headers, ...(body !== undefined && { body }) })).status;
    expect(await statusOf('TRACE', '/v1/tasks')).toBe(400);
    expect(await statusOf('GET', '/v1/tasks', 'body')).toBe(400);
    expect(await statusOf('GET', '//')).toBe(400);
    expect(await statusOf('GET', '/v1/appointments/%E0%A4%A')).toBe(404);
    expect(await statusOf('POST', '/control/windows/%E0%A4%A/take')).toBe(404);
    expect(await statusOf('POST', '/control/faults', '{')).toBe(400);
    expect(await statusOf('POST', '/control/faults', '[{}]')).toBe(422);
    expect(await statusOf('GET', '/control/asked?after=all')).toBe(422);
    expect(await statusOf('GET', '/control/elsewhere')).toBe(404);
    expect(await statusOf('GET', '/control/state')).toBe(200);
  });

  it('is met from this machine alone, and its control face by no page', async () => {
    const { origin } = clinic;
    const port = Number(new URL(origin).port);
    const elsewhere = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    for (const host of ['[::1]', ...elsewhere.map(({ address }) => address)])
      await expect(fetch(`http://${host}:${String(port)}/control/state`)).rejects.toThrow('fetch');
    const statusFor = async (headers: Record<string, string>): Promise<number> =>
      (await send(port, { path: '/control/state', headers })).status;
    const host = `127.0.0.1:${String(port)}`;
    expect(await statusFor({ host })).toBe(200);
    expect(await statusFor({ host, origin: 'https://shop.example' })).toBe(403);
    expect(await statusFor({ host, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusFor({ host: 'shop.example' })).toBe(421);
  });
});

describe('what it tells', () => {
  it('may come twice, late and out of order', async () => {
    const receiver = await openReceiver();
    await clinic.control.tellAt(receiver.webhook);
    await clinic.control.faults([
      { on: 'appointment.created', fault: { kind: 'webhook-late', milliseconds: 500 } },
      { on: 'appointment.scheduled', fault: { kind: 'webhook-twice' } },
    ]);
    await bookOne('LK-1');
    await receiver.until(3);
    expect(receiver.received.map(({ type }) => type)).toEqual([
      'appointment.scheduled',
      'appointment.scheduled',
      'appointment.created',
    ]);
    expect(receiver.received[0]?.id).toBe(receiver.received[1]?.id);
    const { token, options } = await sealOrder(clinic);
    await clinic.control.faults([{ on: 'createAppointment', fault: { kind: 'take-window' } }]);
    const order = { orderRef: 'LK-2', token, taskId: place.taskId };
    const { appointment } = await allyOf(options).orders.book(order);
    await clinic.control.choose(appointment?.id ?? '');
    await receiver.until(5);
    expect(receiver.received.slice(3).map(({ type, ref }) => [type, ref])).toEqual([
      ['appointment.created', 'LK-2'],
      ['appointment.scheduled', 'LK-2'],
    ]);
  });

  it('is nothing of what was before it was told where, nor of what was forgotten', async () => {
    const receiver = await openReceiver();
    await bookOne('LK-1');
    await clinic.control.tellAt(receiver.webhook);
    await bookOne('LK-2');
    await receiver.until(2);
    expect(receiver.received.map(({ ref }) => ref)).toEqual(['LK-2', 'LK-2']);
    await clinic.control.reset();
    expect(await clinic.control.state()).toEqual({
      patients: [],
      appointments: [],
      holds: {},
      taken: {},
      faults: [],
      deliveries: [],
    });
    await bookOne('LK-3');
    await receiver.until(4);
    expect(receiver.received.slice(2).map(({ ref }) => ref)).toEqual(['LK-3', 'LK-3']);
  });
});

describe('what it was asked', () => {
  it('is told as soon as there is more of it', async () => {
    const platform = platformOf(clinic);
    let isResolved = false;
    const second = clinic.control.askedAfter(1).then((requests) => {
      isResolved = true;
      return requests;
    });
    await platform.coverage(place);
    expect(await clinic.control.askedAfter(0)).toHaveLength(1);
    expect(isResolved).toBe(false);
    await platform.appointmentsOf('LK-1');
    const done = { fault: null, status: 200, isDone: true };
    expect(await second).toMatchObject([
      { operation: 'checkCoverage', externalRef: null, ...done },
      { operation: 'findAppointments', externalRef: 'LK-1' },
    ]);
    await clinic.control.doneAfter(1);
    const [window] = await windowsOf(platform);
    await clinic.control.take(window?.id ?? '');
    expect(await clinic.control.doneAfter(2)).toHaveLength(3);
  });
});
