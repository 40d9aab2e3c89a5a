import { describe, expect, it } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import type { AllyOptions } from '../../../../src/server/options.js';
import { openToken } from '../../../../src/server/tokens/selection-token.js';
import { sealingKeys } from '../ally.js';
import { selection } from '../selection.js';
import { ask, key, place, startRelay, useNoon, verdictOf, type RelaySetup } from './ask.js';

useNoon();

const body = { ...place, windowId: 'win_1' };
const otherKeys = [{ kid: 'k1', secret: 'wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8' }];

const hold = async ({ relay }: RelaySetup): Promise<string> =>
  contract.hold.parse(await (await ask(relay, '/holds', { body })).json()).id;

const release = ({ relay }: RelaySetup, id: string): Promise<Response> =>
  ask(relay, `/holds/${id}`, { method: 'DELETE' });

/** The ids that the platform was asked to release. */
const released = ({ platform }: RelaySetup): string[] =>
  platform.requests
    .filter(({ operation }) => operation === 'releaseHold')
    .map(({ url }) => decodeURIComponent(url.pathname.split('/').at(-1) ?? ''));

/** A relay whose platform gives this id to the next hold. */
const startWithHoldId = (id: unknown): RelaySetup => {
  const setup = startRelay();
  const json = { id, windowId: 'win_1', expiresAt: '2026-11-24T12:10:00Z' };
  setup.platform.plan('placeHold', { json });
  return setup;
};

describe('a hold', () => {
  it('has the platform’s id with a signature, and is released by it', async () => {
    const setup = startRelay();
    const id = await hold(setup);
    expect(id).toMatch(/^hld_1\.[\w-]{22}$/);
    expect((await release(setup, id)).status).toBe(204);
    expect(released(setup)).toEqual(['hld_1']);
  });

  it('that has lapsed counts as released; one that cannot be released does not', async () => {
    const setup = startRelay();
    const id = await hold(setup);
    setup.platform.plan('releaseHold', { status: 404 }, { status: 503 });
    expect((await release(setup, id)).status).toBe(204);
    expect((await release(setup, id)).status).toBe(503);
  });

  it('is not offered where the platform does not offer it', async () => {
    const setup = startRelay();
    setup.platform.plan('placeHold', { status: 501 }, { status: 405 }, { status: 404 });
    for (let times = 0; times < 3; times += 1)
      expect((await ask(setup.relay, '/holds', { body })).status).toBe(404);
  });
});

describe('a hold of another client', () => {
  const mac = 'A'.repeat(22);

  it.each([
    'hld_1',
    'hld_2',
    `hld_1.${mac}`,
    'hld_1.',
    '...',
    `.${mac}`,
    `hld_1.${mac}A`,
    `${'x'.repeat(65)}.${mac}`,
  ])('cannot be released by the id %s', async (id) => {
    const setup = startRelay();
    expect((await release(setup, id)).status).toBe(404);
    expect(setup.platform.requests).toEqual([]);
  });

  it('cannot be released by a signed id that was counted up or altered', async () => {
    const setup = startRelay();
    const id = await hold(setup);
    const [name = '', signature = ''] = id.split('.');
    const asked = setup.platform.requests.length;
    const altered = [
      `hld_2.${signature}`,
      `${name}_.${signature}`,
      `HLD_1.${signature}`,
      ...Array.from({ length: signature.length }, (_, index) => {
        const other = signature[index] === 'A' ? 'B' : 'A';
        return `${name}.${signature.slice(0, index)}${other}${signature.slice(index + 1)}`;
      }),
    ];
    for (const wrong of altered) expect((await release(setup, wrong)).status).toBe(404);
    expect(setup.platform.requests).toHaveLength(asked);
  });

  it.each<[string, Partial<AllyOptions>]>([
    ['of a relay with other keys', { sealing: { keys: otherKeys } }],
    ['of a relay of another mode', { platform: { key: 'live_larkspur' } }],
  ])('%s cannot be released', async (_, other) => {
    const mine = startRelay();
    const id = await hold(
      startRelay(
        { orderSecret: undefined },
        {
          ally: {
            ...other,
            store: undefined,
            platform: { key: 'test_other', fetch: mine.platform.fetch, ...other.platform },
          },
        },
      ),
    );
    const asked = mine.platform.requests.length;
    expect((await release(mine, id)).status).toBe(404);
    expect(mine.platform.requests).toHaveLength(asked);
  });

  it('is left out of a selection, which is sealed all the same', async () => {
    const setup = startRelay();
    const foreign = await hold(
      startRelay(
        { orderSecret: undefined },
        { ally: { sealing: { keys: otherKeys }, store: undefined } },
      ),
    );
    for (const holdId of [foreign, 'hld_1', 'hld_2', `hld_1.${mac}`]) {
      const response = await ask(setup.relay, '/selections', { body: { ...selection, holdId } });
      const { token } = contract.sealedSelection.parse(await response.json());
      const opened = await openToken(token, {
        sealing: setup.options.sealing,
        now: () => new Date(),
      });
      expect(opened.selection.holdId).toBe(undefined);
    }
    expect(setup.platform.requests.map((request) => request.body.holdId)).not.toContain('hld_1');
  });
});

describe('a hold of the page’s own', () => {
  it('is passed on when windows are read and when the appointment is made', async () => {
    const setup = startRelay({ instant: true });
    const holdId = await hold(setup);
    const response = await ask(setup.relay, '/bookings', { body: { ...selection, key, holdId } });
    expect(response.status).toBe(200);
    const bodyOf = (name: string) =>
      setup.platform.requests.find(({ operation }) => operation === name)?.body;
    expect(bodyOf('listWindows')).toMatchObject({ holdId: 'hld_1' });
    expect(bodyOf('createAppointment')).toMatchObject({ holdId: 'hld_1' });
  });

  it('stays valid while the sealing keys are rotated', async () => {
    const before = startRelay();
    const id = await hold(before);
    const keys = [...otherKeys.map(({ secret }) => ({ kid: 'k2', secret })), ...sealingKeys];
    const after = startRelay(
      { orderSecret: undefined },
      { ally: { sealing: { keys }, store: undefined }, platform: before.platform },
    );
    expect((await release(after, id)).status).toBe(204);
  });
});

describe('an id that cannot be part of a path', () => {
  it.each(['a/b', 'a:b', 'a.b', 'hld 1', '%2e', 'x'.repeat(65), 'ä'])(
    'of the platform means that holds are not offered: %s',
    async (id) => {
      const setup = startWithHoldId(id);
      expect(await verdictOf(await ask(setup.relay, '/holds', { body }))).toEqual([
        404,
        'not_found',
      ]);
      // Otherwise the window would be held against the page that has chosen it.
      expect(released(setup)).toEqual([id]);
      expect((await ask(setup.relay, '/selections', { body: selection })).status).toBe(200);
    },
  );

  it('is given up when it cannot be released either', async () => {
    const setup = startWithHoldId('a/b');
    setup.platform.plan('releaseHold', 'lost-before');
    expect((await ask(setup.relay, '/holds', { body })).status).toBe(404);
  });

  it('may be a number', async () => {
    const setup = startWithHoldId(4711);
    const id = await hold(setup);
    expect(id).toMatch(/^4711\./);
    expect((await release(setup, id)).status).toBe(204);
    expect(released(setup)).toEqual(['4711']);
  });
});
