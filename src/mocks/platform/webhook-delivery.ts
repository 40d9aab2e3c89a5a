import type { EventRecord } from './records.js';

/** Where events are told, and the secret by which they are signed. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** In milliseconds. */
const timeLimit = 5_000;

const encoder = new TextEncoder();

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`; assumed. */
const signatureOf = async (body: string, secret: string, at: Date): Promise<string> => {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), how, false, ['sign']);
  const time = String(Math.floor(at.getTime() / 1000));
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${time}.${body}`));
  const hex = [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `t=${time},v1=${hex}`;
};

/** Of the patient nothing is told but the id. */
const bodyOf = ({ id, type, createdAt, appointment }: EventRecord): string => {
  const { id: appointmentId, status, externalRef, taskId, patientId } = appointment;
  const { windowId, startAt, endAt, timeZone } = appointment;
  const told = { status, externalRef, taskId, patientId, windowId, startAt, endAt, timeZone };
  return JSON.stringify({
    id,
    type,
    createdAt,
    data: { appointment: { id: appointmentId, ...told } },
  });
};

/** Tells an event once; answers the status, or null where there was none. */
export const postEvent = async (
  { url, secret }: WebhookTarget,
  event: EventRecord,
  at: Date,
): Promise<number | null> => {
  const body = bodyOf(event);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeLimit),
      headers: {
        'Content-Type': 'application/json',
        'Ally-Signature': await signatureOf(body, secret, at),
      },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
};
