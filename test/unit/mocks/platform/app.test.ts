import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as contract from '../../../../src/platform/schemas.js';
import { mostRoom } from '../../../../src/mocks/availability/timetable.js';
import {
  cancelling,
  days,
  errorOf,
  findBy,
  key,
  openPlatform,
  patient,
  place,
  type Answered,
} from './platform.js';

describe('the platform’s face', () => {
  it('answers every operation in the shapes of the contract', async () => {
    const { ask, windows, appointment } = openPlatform();
    const get = async (path: string) => (await ask('GET', path)).json;
    const post = async (path: string, body: unknown) => (await ask('POST', path, body)).json;

    const { data: tasks } = z.parse(contract.platformTasks, await get('/tasks'));
    expect(tasks.map(({ id }) => id)).toContain('tsk_blood');
    const coverage = z.parse(contract.platformCoverage, await post('/coverage', place));
    expect(coverage.covered).toBe(true);
    const [window] = await windows();
    const windowId = window?.id ?? '';
    const hold = z.parse(contract.platformHold, await post('/holds', { ...place, windowId }));
    expect(hold).toMatchObject({ windowId, expiresAt: '2026-11-23T09:10:00.000Z' });

    const made = z.parse(contract.platformPatient, await post('/patients', patient));
    expect(made.id).toMatch(/^p_/);
    expect(z.parse(contract.platformPatient, await get(`/patients/${made.id}`))).toEqual(made);
    const patients = z.parse(
      contract.platformPatients,
      await get(findBy('patients', patient.externalRef)),
    );
    expect(patients.data).toEqual([made]);

    const asked = { ...(await appointment({ windowId, holdId: hold.id })), patientId: made.id };
    const booked = z.parse(contract.platformAppointment, await post('/appointments', asked));
    expect(booked).toMatchObject({ status: 'scheduled', windowId, startAt: window?.startAt });
    expect(await get(`/appointments/${booked.id}`)).toMatchObject(booked);
    const found = z.parse(contract.platformAppointments, await get(findBy('appointments', 'LK-1')));
    expect(found.data).toEqual([booked]);
    await post(`/appointments/${booked.id}/cancel`, cancelling);
    expect(await get(`/appointments/${booked.id}`)).toMatchObject({
      status: 'cancelled',
      cancellation: cancelling,
    });
    expect((await ask('DELETE', `/holds/${hold.id}`)).status).toBe(204);
  });

  it('does twice what it is asked twice, whatever key comes with it', async () => {
    const { ask, appointment } = openPlatform();
    const body = await appointment();
    const once = { 'Idempotency-Key': 'one-key' };
    const first = await ask('POST', '/appointments', body, once);
    const second = await ask('POST', '/appointments', body, once);
    expect([first.status, second.status]).toEqual([201, 201]);
    const { data } = (await ask('GET', findBy('appointments', 'LK-1'))).json;
    expect((data as { id: string }[]).map(({ id }) => id)).toEqual([first.json.id, second.json.id]);
    expect(first.json.id).not.toBe(second.json.id);
    await ask('POST', '/patients', patient);
    const patients = (await ask('GET', findBy('patients', 'LK-1'))).json.data;
    expect(patients).toHaveLength(2);
  });

  it('finds by the whole reference alone', async () => {
    const { ask, book } = openPlatform();
    await book({ externalRef: 'LK-10' });
    expect((await ask('GET', findBy('appointments', 'LK-1'))).json).toEqual({ data: [] });
    expect((await ask('GET', findBy('appointments', 'LK-10'))).json.data).toHaveLength(1);
  });

  it.each(['', 'test_other', `Bearer ${key}`, 'live_larkspur'])(
    'refuses the key “%s”',
    async (said) => {
      const { ask } = openPlatform();
      const answered = await ask('GET', '/tasks', undefined, { Authorization: said });
      expect(errorOf(answered)).toEqual([401, 'unauthorised']);
    },
  );

  it.each<[string, string, unknown, unknown[]]>([
    ['POST', '/coverage', { ...place, nearby: true }, [422, 'validation_failed', 'nearby']],
    ['POST', '/coverage', { postcode: place.postcode }, [422, 'validation_failed', 'taskId']],
    ['POST', '/coverage', { ...place, taskId: 'tsk_none' }, [422, 'validation_failed', 'taskId']],
    [
      'POST',
      '/coverage',
      { ...place, postcode: 'sw1a1aa' },
      [422, 'validation_failed', 'postcode'],
    ],
    [
      'POST',
      '/availability',
      { ...place, ...days, to: '2026-11-22' },
      [422, 'validation_failed', 'to'],
    ],
    ['POST', '/availability', { ...place, ...days, to: 'soon' }, [422, 'validation_failed', 'to']],
    ['POST', '/availability', { ...place, ...days, limit: 5 }, [422, 'validation_failed', 'limit']],
    ['POST', '/holds', { ...place, windowId: 'win_none' }, [409, 'window_unavailable', 'windowId']],
    ['POST', '/holds', { ...place, windowId: '1', for: 60 }, [422, 'validation_failed', 'for']],
    ['POST', '/patients', { ...patient, firstName: 'A' }, [422, 'validation_failed', 'firstName']],
    [
      'POST',
      '/patients',
      { ...patient, phone: '07700 900123' },
      [422, 'validation_failed', 'phone'],
    ],
    [
      'POST',
      '/patients',
      { ...patient, dateOfBirth: '1/2/84' },
      [422, 'validation_failed', 'dateOfBirth'],
    ],
    ['POST', '/patients', { ...patient, nhsNumber: '1' }, [422, 'validation_failed', 'nhsNumber']],
    ['POST', '/patients', { ...patient, age: 42 }, [422, 'validation_failed', 'age']],
    ['POST', '/patients', [patient], [422, 'validation_failed', '']],
    ['POST', '/patients', '{', [400, 'malformed']],
    ['POST', '/patients', { note: 'x'.repeat(33_000) }, [413, 'too_large']],
    ['POST', '/appointments/app_none/cancel', cancelling, [404, 'not_found']],
    [
      'POST',
      '/appointments/app_none/cancel',
      { ...cancelling, cancellingEntity: 'court' },
      [422, 'validation_failed', 'cancellingEntity'],
    ],
    [
      'POST',
      '/appointments/app_none/cancel',
      { ...cancelling, fee: 0 },
      [422, 'validation_failed', 'fee'],
    ],
    ['GET', '/appointments/app_none', undefined, [404, 'not_found']],
    ['GET', '/patients/p_none', undefined, [404, 'not_found']],
    [
      'GET',
      '/appointments/?filter=status:"scheduled"',
      undefined,
      [422, 'validation_failed', 'filter'],
    ],
    ['GET', '/appointments/', undefined, [422, 'validation_failed', 'filter']],
    ['GET', '/patients/', undefined, [422, 'validation_failed', 'filter']],
    ['GET', '/appointments', undefined, [404, 'not_found']],
    ['DELETE', '/appointments/app_none', undefined, [404, 'not_found']],
    ['PUT', '/patients', patient, [404, 'not_found']],
  ])('refuses %s %s %o', async (method, path, body, refused) => {
    const { ask, clinic } = openPlatform();
    expect(errorOf(await ask(method, path, body))).toEqual(refused);
    expect([clinic.records.patients.size, clinic.records.appointments.size]).toEqual([0, 0]);
  });

  it.each<[object, unknown[]]>([
    [{ patientId: 'p_none' }, [422, 'validation_failed', 'patientId']],
    [{ taskId: 'tsk_none' }, [422, 'validation_failed', 'taskId']],
    [{ windowId: 'win_none' }, [409, 'window_unavailable', 'windowId']],
    [{ practitionerId: 'pr_1' }, [422, 'validation_failed', 'practitionerId']],
    [{ phone: '112' }, [422, 'validation_failed', 'phone']],
    [
      { location: { address: { line1: '1', town: 'Leeds', postcode: 'LS1 4AP' } } },
      [422, 'outside_coverage', 'location.address.postcode'],
    ],
    [
      { location: { address: { line1: '1', town: 'Leeds', postcode: 'LS1 4AP', floor: 2 } } },
      [422, 'validation_failed', 'location.address.floor'],
    ],
  ])('refuses an appointment with %o', async (wrong, refused) => {
    const { book, clinic } = openPlatform();
    expect(errorOf(await book(wrong))).toEqual(refused);
    expect(clinic.records.appointments.size).toBe(0);
  });

  it('reads nothing but JSON, below its own base alone', async () => {
    const { ask, face } = openPlatform();
    const typed = await ask('POST', '/patients', patient, { 'Content-Type': 'text/plain' });
    expect(typed.status).toBe(415);
    const elsewhere = new Request('http://localhost/v2/tasks', { headers: { Authorization: key } });
    expect((await face.answer(elsewhere)).status).toBe(404);
  });

  it('has no more room than it offers, and gives back what is cancelled, once', async () => {
    const { ask, book, firstWindow, windows } = openPlatform();
    const windowId = await firstWindow();
    const made: Answered[] = [];
    for (let tried = 0; tried <= mostRoom; tried += 1) made.push(await book({ windowId }));
    const booked = made.filter(({ status }) => status === 201);
    expect(booked.length).toBeGreaterThan(0);
    expect(errorOf(made.at(-1) as Answered)).toEqual([409, 'window_unavailable', 'windowId']);
    expect((await windows()).map(({ id }) => id)).not.toContain(windowId);

    const path = `/appointments/${String(booked[0]?.json.id)}/cancel`;
    expect((await ask('POST', path, cancelling)).status).toBe(200);
    expect((await windows()).find(({ id }) => id === windowId)?.remaining).toBe(1);
    expect(errorOf(await ask('POST', path, cancelling))).toEqual([409, 'already_cancelled']);
    expect((await windows()).find(({ id }) => id === windowId)?.remaining).toBe(1);
  });

  it('keeps what is held for who holds it, until the hold lapses', async () => {
    const { ask, book, clinic, clock, windows } = openPlatform();
    const scarce = (await windows()).find(({ remaining }) => remaining === 1);
    const windowId = scarce?.id ?? '';
    const { json: hold } = await ask('POST', '/holds', { ...place, windowId });
    const isFree = async (holdId?: string) =>
      (await windows(place.postcode, holdId)).some(({ id }) => id === windowId);
    expect([await isFree(), await isFree(hold.id as string)]).toEqual([false, true]);
    expect((await book({ windowId })).status).toBe(409);
    expect((await book({ windowId, holdId: hold.id })).status).toBe(201);
    expect(clinic.ledger.table('holds').size).toBe(0);
    expect(await isFree(hold.id as string)).toBe(false);

    clinic.forget();
    await ask('POST', '/holds', { ...place, windowId });
    clock.now = new Date(clock.now.getTime() + 10 * 60_000);
    expect(await isFree()).toBe(true);
  });

  it('asks the patient where no window is given, and takes what they choose', async () => {
    const { ask, book, clinic, firstWindow } = openPlatform();
    const { json } = await book();
    const id = json.id as string;
    expect(json).toMatchObject({ status: 'scheduling', externalRef: 'LK-1' });
    expect(json).not.toHaveProperty('startAt');
    const windowId = await firstWindow();
    clinic.choose(id);
    expect((await ask('GET', `/appointments/${id}`)).json).toMatchObject({
      status: 'scheduled',
      windowId,
    });
    expect(() => clinic.choose(id)).toThrow('not asked to choose');
    expect([...clinic.records.events.values()].map(({ type }) => type)).toEqual([
      'appointment.created',
      'appointment.scheduled',
    ]);
  });
});
