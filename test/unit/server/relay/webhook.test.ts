import { describe, expect, it } from 'vitest';
import * as contract from '../../../../src/api/contract/order-schemas.js';
import type { Relay } from '../../../../src/server/relay/relay.js';
import { makeMark } from '../../../../src/server/tokens/mark.js';
import { markKey } from '../ally.js';
import { base, orderSecret, startRelay, streamed, useNoon, type RelaySetup } from './ask.js';

useNoon();

const webhooks = { secrets: ['a-secret-of-webhooks'] };
const orderRef = 'ORDER-8';
const encoder = new TextEncoder();

const start = (): RelaySetup => startRelay({}, { ally: { webhooks } });

/** Passes a webhook on, as a server in another language does: its bytes and its headers. */
const pass = (
  relay: Relay,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Readonly<Record<string, string>>,
): Promise<Response> =>
  relay(
    new Request(`${base}/orders/webhook`, {
      method: 'POST',
      headers: { authorization: `Bearer ${orderSecret}`, ...headers },
      body,
      ...(body instanceof ReadableStream && streamed),
    }),
  );

const failureOf = async (response: Response) => [
  response.status,
  contract.orderFailure.parse(await response.json()).error.code,
];

/** The body of an event about the order's appointment. */
const eventOf = async (change: object = {}): Promise<string> => {
  const externalRef = await makeMark({ namespace: 'order', mode: 'test', orderRef }, markKey);
  const appointment = { id: 'app_1', status: 'scheduled', externalRef };
  return JSON.stringify({
    id: 'evt_1',
    type: 'appointment.scheduled',
    data: { appointment },
    ...change,
  });
};

describe('a webhook that a server passes on', () => {
  it('is verified over its bytes, and its order is compared with the platform', async () => {
    const { relay, ally, seal, platform } = start();
    await ally.orders.book({ orderRef, token: await seal(), taskId: 'tsk_blood' });
    platform.appointments = platform.appointments.map((one) => ({ ...one, status: 'completed' }));
    const body = await eventOf();
    const response = await pass(relay, body, await ally.webhooks.sign(body));
    expect(response.status).toBe(200);
    expect(contract.webhookAnswer.parse(await response.json())).toMatchObject({
      event: { id: 'evt_1', type: 'appointment.scheduled', orderRef },
      isRepeat: false,
      order: { orderRef, outcome: 'closed', state: 'booked' },
    });
  });

  it('is answered 200 as a repeat, and compared each time', async () => {
    const { relay, ally } = start();
    const body = await eventOf();
    const headers = await ally.webhooks.sign(body);
    const repeats: unknown[] = [];
    for (let times = 0; times < 2; times += 1) {
      const response = await pass(relay, body, headers);
      repeats.push(contract.webhookAnswer.parse(await response.json()).isRepeat);
    }
    expect(repeats).toEqual([false, true]);
  });

  it('of another system’s appointment has no order', async () => {
    const { relay, ally, platform } = start();
    const appointment = { id: 'app_1', externalRef: orderRef };
    const body = await eventOf({ data: { appointment } });
    const response = await pass(relay, body, await ally.webhooks.sign(body));
    expect(contract.webhookAnswer.parse(await response.json())).toMatchObject({
      event: { orderRef: null },
      order: null,
    });
    expect(platform.requests).toEqual([]);
  });

  it('may have any bytes and any type: they are neither decoded nor changed', async () => {
    const { relay, ally } = start();
    const text = `\ufeff${await eventOf()}\r\n `;
    const bytes = encoder.encode(text);
    for (const type of ['application/json', 'text/plain', 'application/octet-stream']) {
      const headers = { ...(await ally.webhooks.sign(bytes)), 'content-type': type };
      expect((await pass(relay, bytes, headers)).status).toBe(200);
    }
    const headers = await ally.webhooks.sign(bytes);
    // The same JSON with other white space.
    expect(await failureOf(await pass(relay, text.trim(), headers))).toEqual([
      400,
      'webhook_refused',
    ]);
  });

  it('is refused unsigned, or changed', async () => {
    const { relay, ally, platform } = start();
    const body = await eventOf();
    const signed = await ally.webhooks.sign(body);
    expect(await failureOf(await pass(relay, body, {}))).toEqual([400, 'webhook_refused']);
    const changed = body.replace('scheduled', 'cancelled');
    expect(await failureOf(await pass(relay, changed, signed))).toEqual([400, 'webhook_refused']);
    expect(platform.requests).toEqual([]);
  });

  it('is read to 256 kB, whether or not its length is announced', async () => {
    const { relay, ally } = start();
    const body = ' '.repeat(257 * 1024);
    const headers = await ally.webhooks.sign(body);
    expect(await failureOf(await pass(relay, body, headers))).toEqual([413, 'too_large']);
    let sentBytes = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sentBytes += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect(await failureOf(await pass(relay, endless, headers))).toEqual([413, 'too_large']);
    expect(sentBytes).toBeLessThan(5 * 1024 * 1024);
  });

  it('is refused with the option’s name where the SDK has no webhook secrets', async () => {
    const { relay, events } = startRelay();
    expect(await failureOf(await pass(relay, '{}', {}))).toEqual([500, 'misconfigured']);
    expect(events).toContainEqual(
      expect.objectContaining({
        event: 'relay.failed',
        reason: expect.stringMatching(/^webhooks:/) as string,
      }),
    );
  });

  it('is delivered again when its order cannot be compared: it is not marked as handled', async () => {
    const { relay, ally, seal, platform } = start();
    await ally.orders.book({ orderRef, token: await seal(), taskId: 'tsk_blood' });
    const body = await eventOf();
    const headers = await ally.webhooks.sign(body);
    platform.plan('findAppointments', ...Array<null>(0), { status: 500 }, { status: 500 });
    expect((await pass(relay, body, headers)).status).toBe(503);
    platform.clearFaults();
    const response = await pass(relay, body, headers);
    expect(contract.webhookAnswer.parse(await response.json()).isRepeat).toBe(false);
  });
});
