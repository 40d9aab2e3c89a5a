import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { createHttpAppointmentApi } from '../../../../src/api/client/http-appointment-api.js';
import { apiBase, openRelay } from './relay.js';

const { server, serve } = openRelay();
const { signal } = new AbortController();
const api = createHttpAppointmentApi({ apiBase: `${apiBase}/`, random: () => 0 });
const key = { appointmentId: 'app_1', manageToken: 'man_marker' };
const appointment = {
  id: 'app_1',
  status: 'scheduled',
  taskName: 'Blood test at home',
  firstName: 'Asha',
  timeZone: 'Europe/London',
  postcode: 'SW1A 1AA',
  chargeableFrom: '2026-05-04T06:00:00Z',
};

/** Answers with a status, and keeps every request. */
const listen = (method: 'get' | 'post', path: string, status: number) => {
  const heard: Request[] = [];
  server.use(
    http[method](apiBase + path, ({ request }) => {
      heard.push(request);
      return HttpResponse.json(appointment, { status });
    }),
  );
  return heard;
};

describe('an appointment', () => {
  it('is read with its token in a header, and nowhere else', async () => {
    const heard = listen('get', '/appointments/app_1', 200);
    expect(await api.getAppointment(key, signal)).toEqual(appointment);
    expect(heard.map(({ url }) => url)).toEqual([`${apiBase}/appointments/app_1`]);
    expect(heard[0]?.headers.get('ally-manage')).toBe('man_marker');
    expect(heard[0]?.headers.get('accept')).toBe('application/json');
  });

  it('is read again when the service breaks', async () => {
    const heard = listen('get', '/appointments/app_1', 502);
    await expect(api.getAppointment(key, signal)).rejects.toMatchObject({ code: 'unavailable' });
    expect(heard).toHaveLength(3);
  });

  it('keeps an id within its place in the address', async () => {
    const heard = listen('get', '/appointments/:id', 200);
    await api.getAppointment({ ...key, appointmentId: 'a/b?c#d' }, signal);
    expect(heard[0]?.url).toBe(`${apiBase}/appointments/a%2Fb%3Fc%23d`);
  });

  it('is cancelled with its token alone', async () => {
    const heard = listen('post', '/appointments/app_1/cancel', 200);
    expect(await api.cancelAppointment(key)).toEqual(appointment);
    expect(heard[0]?.headers.get('ally-manage')).toBe('man_marker');
    expect(heard[0]?.headers.get('content-type')).toBe('application/json');
    const asked = serve('post', '/appointments/app_1/cancel', appointment);
    await api.cancelAppointment(key);
    expect(asked).toEqual([{}]);
  });

  it.each([429, 500, 502, 503, 504])(
    'is asked to be cancelled once, whatever: %i',
    async (status) => {
      const heard = listen('post', '/appointments/app_1/cancel', status);
      await expect(api.cancelAppointment(key)).rejects.toMatchObject({ status });
      expect(heard).toHaveLength(1);
    },
  );

  it('is not cancelled before the answer can be read', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const loadAnswers = () => Promise.reject(new TypeError('Failed to load marker-address'));
    const shop = createHttpAppointmentApi({ apiBase, fetch, loadAnswers });
    await expect(shop.cancelAppointment(key)).rejects.toMatchObject({ code: 'script_failed' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('tells nothing of the token or the patient when it fails', async () => {
    for (const [status, body] of [
      [404, { error: { code: 'not_found', message: 'man_marker Asha' } }],
      [200, { ...appointment, firstName: 7, postcode: 'man_marker Asha' }],
    ] as const) {
      serve('get', '/appointments/app_1', body, status);
      const error: unknown = await api.getAppointment(key, signal).catch((e: unknown) => e);
      const told = [error, (error as Error).stack, (error as Error).cause, JSON.stringify(error)];
      expect(told.map(String).join()).not.toMatch(/man_marker|Asha/);
    }
  });
});
