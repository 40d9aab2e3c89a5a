import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Selection } from '../../src/booking/selection.js';
import { bookOrder, cancelBooking, verifyWebhook } from '../../src/server/index.js';
import type { BookingOptions } from '../../src/server/options.js';
import { Platform } from '../../src/server/platform.js';
import { sealSelection } from '../../src/server/seal.js';
import {
  startClinic,
  type ClinicProcess,
  type StartClinicOptions,
} from '../support/clinic-process.js';

const sealingKeys = [{ kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }];
const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };

const opened: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});

const open = async (options: StartClinicOptions = {}): Promise<ClinicProcess> => {
  const clinic = await startClinic(options);
  opened.push(clinic);
  return clinic;
};

const optionsFor = ({ base, key }: ClinicProcess): BookingOptions => ({
  ...{ platformBase: base, platformKey: key, sealingKeys },
});

/** From today on, as the relay asks. */
const windowsOf = async (platform: Platform, postcode = place.postcode) => {
  const day = (ahead: number): string =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  return (await platform.windows({ ...place, postcode }, { from: day(0), to: day(21) })).windows;
};

const selectionOf = (windowId: string): Selection => ({
  taskId: place.taskId,
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
  location: {
    kind: 'home',
    address: { line1: '1 Test Street', town: 'London', postcode: place.postcode },
  },
  consents: [{ id: 'care', version: '2026-01', acceptedAt: '2026-11-23T09:00:00Z' }],
});

/** A sealed selection of the first free window. */
const sealed = async (clinic: ClinicProcess) => {
  const options = optionsFor(clinic);
  const [window] = await windowsOf(new Platform(options));
  if (!window) throw new Error('Nothing is free.');
  const { startAt, endAt } = window;
  const summary = { taskName: 'Blood test', timeZone: 'Europe/London', startAt, endAt };
  const { token } = await sealSelection(selectionOf(window.id), { summary, mode: 'test' }, options);
  return { token, window, options };
};

/** A shop's server that takes what is told to it. */
const listen = async () => {
  const told: { readonly body: string; readonly signature: string }[] = [];
  let heard: () => void = () => undefined;
  const server: Server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      told.push({ body, signature: String(incoming.headers['ally-signature']) });
      outgoing.end();
      heard();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  opened.push({
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  });
  return {
    url: `http://127.0.0.1:${String(port)}/webhooks`,
    told,
    async until(count: number) {
      while (told.length < count)
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
    },
  };
};

describe('the clinic as a process of its own', () => {
  it('takes a paid order from availability to a visit, tells of it, and cancels it', async () => {
    const shop = await listen();
    const secret = 'a-secret-of-webhooks';
    const clinic = await open({ webhook: { url: shop.url, secret } });
    const { token, window, options } = await sealed(clinic);
    const booked = await bookOrder(token, { ...options, orderRef: 'LK-1' });
    expect(booked).toMatchObject({
      outcome: 'scheduled',
      appointment: { startAt: window.startAt, firstName: 'Asha', postcode: place.postcode },
    });
    const again = await bookOrder(token, { ...options, orderRef: 'LK-1' });
    expect(again.appointment?.id).toBe(booked.appointment?.id);
    expect((await cancelBooking('LK-1', { ...options, reason: 'Refunded.' })).outcome).toBe(
      'cancelled',
    );
    await shop.until(3);
    const events = await Promise.all(
      shop.told.map(({ body, signature }) =>
        verifyWebhook(
          new Request(shop.url, { method: 'POST', headers: { 'Ally-Signature': signature }, body }),
          { webhookSecrets: [secret] },
        ),
      ),
    );
    expect(events.map(({ type, appointment }) => [type, appointment.externalRef])).toEqual([
      ['appointment.created', 'LK-1'],
      ['appointment.scheduled', 'LK-1'],
      ['appointment.cancelled', 'LK-1'],
    ]);
    const { appointments, patients, taken } = await clinic.control.state();
    expect(appointments.map(({ status }) => status)).toEqual(['cancelled']);
    expect(patients).toHaveLength(1);
    expect(taken[window.id]).toBe(0);
  });

  it('knows after a kill what it knew before, on the same port', async () => {
    const clinic = await open();
    const { token, options } = await sealed(clinic);
    const booked = await bookOrder(token, { ...options, orderRef: 'LK-2' });
    const before = await clinic.control.state();
    const { origin } = clinic;
    await clinic.kill();
    await expect(fetch(origin)).rejects.toThrow();
    await clinic.restart();
    expect(clinic.origin).toBe(origin);
    expect(await clinic.control.state()).toEqual(before);
    const again = await bookOrder(token, { ...options, orderRef: 'LK-2' });
    expect(again.appointment?.id).toBe(booked.appointment?.id);
  });

  it('says in one sentence why it does not start', async () => {
    const { origin, stateFile } = await open();
    const port = Number(new URL(origin).port);
    await expect(startClinic({ port })).rejects.toThrow(
      `clinic: port ${String(port)} is taken: another clinic may be open; choose one with --port.`,
    );
    await expect(startClinic({ stateFile })).rejects.toThrow(
      /^clinic: The state file .* is in use/,
    );
    await expect(startClinic({ key: 'live_1' })).rejects.toThrow('--key must begin with test_');
  });
});
