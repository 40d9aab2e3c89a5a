import { describe, expect, it } from 'vitest';
import type { Log } from '../../../../src/server/log.js';
import { markKey, sealingKeys, settled } from '../ally.js';
import { markers, selection } from '../selection.js';
import { ask, askAsServer, key, orderSecret, place, startRelay, useNoon } from './ask.js';

useNoon();

describe('the log', () => {
  it('has operations, statuses and times, and nothing of a patient, a key or a token', async () => {
    const { relay, events, platform, seal } = startRelay({ instant: true });
    const token = await seal();
    platform.plan('listWindows', null, null, { status: 500 }, { status: 500 });
    const order = { orderRef: 'ORDER-8', token, taskId: 'tsk_blood' };
    const answers = [
      await ask(relay, '/coverage', { body: place }),
      await ask(relay, '/selections', { body: selection }),
      await ask(relay, '/bookings', { body: { ...selection, key } }),
      await ask(relay, '/nowhere/SW1A1AA'),
      await ask(relay, '/appointments/app_1', {
        headers: { 'ally-manage': 'man1.k1.9.Wilhelmina' },
      }),
      await settled(askAsServer(relay, '/orders', { body: order })),
      await askAsServer(relay, '/orders', { body: order, secret: 'larkspur' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503, 404, 404, 200, 401]);
    expect(events.map(({ event }) => event)).toContain('platform.asked');
    const ids = answers.map((answer) => answer.headers.get('x-request-id'));
    expect(
      events.flatMap((event) => (event.event === 'relay.answered' ? [event.requestId] : [])),
    ).toEqual(ids);
    const text = JSON.stringify(events);
    const secrets = [
      orderSecret,
      markKey,
      sealingKeys[0]?.secret ?? '',
      token,
      'man1.',
      'larkspur',
    ];
    for (const marker of [...markers, ...secrets]) expect(text).not.toContain(marker);
  });

  it.each<[string, Log]>([
    [
      'throws',
      () => {
        throw new Error('EPIPE');
      },
    ],
    ['rejects', () => Promise.reject(new Error('EPIPE'))],
  ])('that %s changes no answer and undoes nothing', async (_, log) => {
    const { relay, platform, seal } = startRelay({ instant: true }, { ally: { log } });
    const booked = await settled(ask(relay, '/bookings', { body: { ...selection, key } }));
    expect(booked.status).toBe(200);
    const order = { orderRef: 'ORDER-8', token: await seal(), taskId: 'tsk_blood' };
    expect((await settled(askAsServer(relay, '/orders', { body: order }))).status).toBe(200);
    expect(platform.appointments).toHaveLength(2);
    expect((await ask(relay, '/nowhere')).status).toBe(404);
    platform.plan('placeHold', { status: 500 });
    const held = await ask(relay, '/holds', { body: { ...place, windowId: 'win_1' } });
    expect(held.status).toBe(503);
  });

  it('has no text of an error that the merchant’s own code throws', async () => {
    const mapping = {
      windowsFrom: (): never => {
        throw new TypeError('Wilhelmina\n    at 14 Larkspur Row, SW1A 1AA');
      },
    };
    const { relay, platform } = startRelay();
    const own = startRelay(
      {},
      { ally: { platform: { key: 'test_larkspur', fetch: platform.fetch, mapping } } },
    );
    const body = { ...place, from: '2026-11-24', to: '2026-12-01' };
    expect((await ask(own.relay, '/windows', { body })).status).toBe(500);
    expect((await ask(relay, '/windows', { body })).status).toBe(200);
    for (const marker of markers) expect(JSON.stringify(own.events)).not.toContain(marker);
  });

  it('has the place in the code of an unknown error, without its text and name', async () => {
    const error = Object.assign(new Error('Wilhelmina\n    at Larkspur Row'), {
      name: 'Wilhelmina Quillfeather',
    });
    let isBroken = false;
    const now = (): Date => {
      if (isBroken) throw error;
      return new Date();
    };
    const { relay, events } = startRelay({}, { ally: { now } });
    isBroken = true;
    expect((await ask(relay, '/coverage', { body: place })).status).toBe(500);
    const reasons = events.flatMap((event) =>
      event.event === 'relay.failed' ? [event.reason] : [],
    );
    expect(reasons).toEqual([expect.stringMatching(/^Error\n\s+at /)]);
    for (const marker of markers) expect(reasons[0]).not.toContain(marker);
  });
});
