import * as z from 'zod/mini';
import { Ledger } from '../../../../src/mocks/platform/store.js';
import { PlatformClinic } from '../../../../src/mocks/platform/clinic.js';
import { PlatformFace } from '../../../../src/mocks/platform/app.js';
import { platformWindows } from '../../../../src/platform/schemas.js';

export const key = 'test_larkspur';
export const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };
export const days = { from: '2026-11-23', to: '2026-12-14' };

export const patient = {
  firstName: 'Asha',
  lastName: 'Example',
  dateOfBirth: '1984-03-27',
  phone: '+447700900123',
  email: 'asha@example.com',
  externalRef: 'LK-1',
};

export const cancelling = {
  note: 'Refunded.',
  cancellingEntity: 'organisation',
  causingEntity: 'organisation',
  reasonCode: 'order_cancelled',
};

const address = { line1: '1 Test Street', town: 'London', postcode: place.postcode };

export interface Answered {
  /** 0 where the connection broke. */
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly headers: Headers;
}

/** A platform at nine in the morning of a Monday, asked directly. */
export const openPlatform = (ledger = new Ledger()) => {
  const clock = { now: new Date('2026-11-23T09:00:00Z') };
  const clinic = new PlatformClinic({ ledger, now: () => clock.now });
  const face = new PlatformFace({ clinic, key });

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    const answer = await face.answer(
      new Request(`http://localhost/v1${path}`, {
        method,
        headers: {
          Authorization: key,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = answer.type === 'error' ? '' : await answer.text();
    const json = (text === '' ? {} : JSON.parse(text)) as Answered['json'];
    return { status: answer.status, json, headers: answer.headers };
  };

  const windows = async (postcode = place.postcode, holdId?: string) => {
    const asked = { ...place, postcode, ...days, ...(holdId !== undefined && { holdId }) };
    const { json } = await ask('POST', '/availability', asked);
    return z.parse(platformWindows, json).windows;
  };

  /** The id of the first window that is free. */
  const firstWindow = async (postcode?: string): Promise<string> =>
    (await windows(postcode))[0]?.id ?? '';

  /** What an appointment is asked with, for a patient of its own. */
  const appointment = async (more: object = {}, postcode = place.postcode) => {
    const { json } = await ask('POST', '/patients', patient);
    const location = { address: { ...address, postcode } };
    const said = { taskId: place.taskId, phone: patient.phone, externalRef: 'LK-1' };
    return { ...said, patientId: json.id, location, ...more };
  };

  const book = async (more: object = {}, postcode = place.postcode): Promise<Answered> =>
    ask('POST', '/appointments', await appointment(more, postcode));

  return { clock, clinic, face, ask, windows, firstWindow, appointment, book };
};

/** The path that finds by a reference. */
export const findBy = (what: 'patients' | 'appointments', ref: string): string =>
  `/${what}/?${new URLSearchParams({ filter: `externalRef:"${ref}"` }).toString()}`;

export const errorOf = ({ status, json }: Answered): readonly unknown[] => {
  const { code, param } = (json.error ?? {}) as { code?: string; param?: string };
  return [status, code, ...(param === undefined ? [] : [param])];
};
