import { describe, expect, it } from 'vitest';
import { Control } from '../../../../src/mocks/platform/control-api.js';
import { Webhooks } from '../../../../src/mocks/platform/webhooks.js';
import { cancelling, errorOf, findBy, openPlatform } from './platform.js';

/** A platform with its control API. */
function openWithControl() {
  const opened = openPlatform();
  const { clinic, face } = opened;
  const { ledger, records } = clinic;
  const webhooks = new Webhooks({ ledger, records, target: undefined });
  const { answer } = new Control({ clinic, face, webhooks });
  async function control(path: string, body?: unknown): Promise<{ status: number; id?: string }> {
    const response = await answer(
      new Request(`http://localhost/control/${path}`, {
        method: 'POST',
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, ...(text !== '' && (JSON.parse(text) as object)) };
  }
  const types = () => [...records.events.values()].map(({ type }) => type.split('.')[1]);
  return { ...opened, control, types };
}

describe('another system of the organisation', () => {
  it('makes appointments with any reference, for a patient of its own', async () => {
    const { ask, book, control, firstWindow } = openWithControl();
    await book();
    const windowId = await firstWindow();
    const made = await control('appointments', { externalRef: 'LK-1', windowId });
    expect(made.status).toBe(201);
    expect(await control('appointments', { externalRef: 'LK-1' })).toMatchObject({ status: 201 });
    const { data } = (await ask('GET', findBy('appointments', 'LK-1'))).json;
    expect(data).toMatchObject([
      { status: 'scheduling' },
      { id: made.id, status: 'scheduled', windowId },
      { status: 'scheduling' },
    ]);
    expect(new Set((data as { patientId: string }[]).map(({ patientId }) => patientId)).size).toBe(
      3,
    );
    expect((await control('appointments', { windowId })).status).toBe(422);
  });
});

describe('staff', () => {
  it('copy an appointment with exactly its reference, also one that is over', async () => {
    const { ask, book, clinic, control, firstWindow } = openWithControl();
    const { json } = await book({ windowId: await firstWindow() });
    const first = await control(`appointments/${String(json.id)}/copy`);
    await ask('POST', `/appointments/${String(json.id)}/cancel`, cancelling);
    const second = await control(`appointments/${String(json.id)}/copy`);
    for (const { id = '' } of [first, second]) {
      expect(clinic.appointment(id)).toMatchObject({
        status: 'scheduled',
        externalRef: 'LK-1',
        patientId: json.patientId,
        windowId: json.windowId,
      });
      expect(clinic.appointment(id)).not.toHaveProperty('cancellation');
    }
    expect(clinic.records.appointments.size).toBe(3);
  });

  it('move an appointment to another window, and give back the one before', async () => {
    const { book, clinic, control, types, windows } = openWithControl();
    const [one, other] = (await windows()).filter(({ remaining }) => remaining === 1);
    const { json } = await book({ windowId: one?.id });
    const path = `appointments/${String(json.id)}/move`;
    expect((await control(path, { windowId: other?.id })).status).toBe(204);
    expect(clinic.appointment(String(json.id))).toMatchObject({
      status: 'scheduled',
      windowId: other?.id,
      startAt: other?.startAt,
    });
    expect((await windows()).map(({ id }) => id)).toContain(one?.id);
    expect((await windows()).map(({ id }) => id)).not.toContain(other?.id);
    expect((await control(path, { windowId: other?.id })).status).toBe(409);
    expect((await control(path)).status).toBe(204);
    expect(clinic.appointment(String(json.id)).windowId).not.toBe(other?.id);
    expect(types()).toEqual(['created', 'scheduled', 'updated', 'updated']);
  });

  it('cancel or complete an appointment once', async () => {
    const { ask, book, clinic, control, types } = openWithControl();
    const [one, other] = [(await book()).json.id, (await book()).json.id].map(String);
    expect((await control(`appointments/${String(one)}/cancel`)).status).toBe(204);
    expect((await control(`appointments/${String(one)}/cancel`)).status).toBe(409);
    expect((await control(`appointments/${String(other)}/complete`)).status).toBe(204);
    expect((await control(`appointments/${String(other)}/complete`)).status).toBe(409);
    expect([one, other].map((id) => clinic.appointment(String(id)).status)).toEqual([
      'cancelled',
      'completed',
    ]);
    expect(errorOf(await ask('POST', `/appointments/${String(other)}/cancel`, cancelling))).toEqual(
      [409, 'already_completed'],
    );
    expect((await control('appointments/app_none/complete')).status).toBe(404);
    expect(types()).toEqual(['created', 'created', 'cancelled', 'completed']);
  });
});
