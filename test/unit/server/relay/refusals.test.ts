import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as contract from '../../../../src/api/contract/schemas.js';
import type { Selection } from '../../../../src/domain/selection.js';
import { toNodeListener } from '../../../../src/server/node.js';
import type { RelayOptions } from '../../../../src/server/options.js';
import { createRelay, type Relay } from '../../../../src/server/relay/relay.js';
import { openToken } from '../../../../src/server/tokens/selection-token.js';
import type { Fault } from '../../../fixtures/platform.js';
import { noon, relayOptions, setUp } from '../options.js';
import { selection } from '../selection.js';

/** What Node asks for beside a body that is a stream; the types of the DOM do not have it. */
const streamed = { duplex: 'half' };

const origin = 'https://shop.example';
const key = '0b0fd3f6-6b7e-4ac5-9a52-0e3f5f2d9a11';
const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const post = (relay: Relay, path: string, body: unknown, headers: object = {}): Promise<Response> =>
  relay(
    new Request(`https://shop.example/ally${path}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );

const start = (more: Partial<RelayOptions> = {}) => {
  const set = setUp();
  const options = relayOptions(set.options, more);
  return { ...set, options, relay: createRelay(options) };
};

const errorOf = async (answer: Response) => contract.failure.parse(await answer.json()).error;

describe('a refusal of the platform’s, in the words of contract 1', () => {
  const refused = (status: number, error: object): Fault => ({ status, body: { error } });

  it.each([
    ['createAppointment', refused(409, { code: 'window_taken' }), 409, 'window_unavailable', ''],
    ['createAppointment', refused(404, { code: 'gone' }), 404, 'not_found', ''],
    ['createAppointment', refused(422, { code: 'no' }), 422, 'refused', ''],
    [
      'createAppointment',
      refused(422, { code: 'outside_coverage' }),
      ...[422, 'outside_coverage', ''],
    ],
    [
      'createAppointment',
      refused(422, { code: 'wrong', param: 'note' }),
      ...[422, 'validation_failed', 'note'],
    ],
    [
      'createPatient',
      refused(400, { code: 'wrong', param: 'email' }),
      ...[422, 'validation_failed', 'patients.0.email'],
    ],
  ] as const)('%s %o', async (operation, fault, status, code, param) => {
    const { relay, platform } = start();
    platform.plan(operation, fault);
    const answer = await post(relay, '/bookings', { ...selection, key });
    expect(answer.status).toBe(status);
    const error = await errorOf(answer);
    expect([error.code, error.param ?? '']).toEqual([code, param]);
    expect(platform.appointments).toEqual([]);
  });

  it('coverage says why when neither question has an answer', async () => {
    const { relay, platform } = start();
    platform.plan('checkCoverage', { status: 422 });
    expect((await post(relay, '/coverage', place)).status).toBe(422);
    const down = { status: 500 };
    platform.plan('checkCoverage', { status: 404 });
    platform.plan('listWindows', down, down, down, down);
    expect((await post(relay, '/coverage', place)).status).toBe(503);
  });

  it('a hold that has lapsed is released; one that nobody can release is not said to be', async () => {
    const { relay, platform } = start();
    const release = () =>
      relay(
        new Request('https://shop.example/ally/holds/hld_1', {
          method: 'DELETE',
          headers: { origin },
        }),
      );
    platform.plan('releaseHold', { status: 404 }, { status: 503 });
    expect((await release()).status).toBe(204);
    expect((await release()).status).toBe(503);
  });

  it('an appointment that will not be cancelled stays so, and is said to', async () => {
    const { relay, platform } = start();
    const made = contract.booking.parse(
      await (await post(relay, '/bookings', { ...selection, key })).json(),
    );
    const headers = { 'ally-manage': made.manageToken };
    const cancel = () => post(relay, `/appointments/${made.appointment.id}/cancel`, {}, headers);
    platform.plan('cancelAppointment', { status: 422 }, 'lost-before', { status: 429 });
    expect([(await cancel()).status, (await cancel()).status, (await cancel()).status]).toEqual([
      422, 503, 429,
    ]);
    expect(platform.appointments[0]?.status).toBe('scheduled');
  });
});

describe('what the platform says otherwise than assumed is the relay’s trouble, not the page’s', () => {
  it.each([
    ['a redirection', { status: 302 }],
    ['another shape', { json: { windows: 'none' } }],
    ['nothing at all', { json: null }],
  ] as const)('%s', async (_what, fault) => {
    const { relay, platform, logged } = start();
    platform.plan('listWindows', fault, fault);
    const body = { ...place, from: '2026-11-24', to: '2026-12-01' };
    const answer = await post(relay, '/windows', body);
    expect([answer.status, (await errorOf(answer)).code]).toEqual([500, 'misconfigured']);
    expect(logged).toContainEqual(expect.objectContaining({ event: 'relay.failed' }));
  });

  it('a Task that the platform does not know', async () => {
    const { relay } = start({ tasks: { tsk_other: { consents: [] } } });
    const answer = await post(relay, '/coverage', { ...place, taskId: 'tsk_other' });
    expect([answer.status, (await errorOf(answer)).code]).toEqual([404, 'not_found']);
  });

  it('an error of the merchant’s own code: where it broke is logged, and what it says is not', async () => {
    const limit = (): never => {
      throw new TypeError('Wilhelmina');
    };
    const { relay, logged } = start({ limit });
    const answer = await post(relay, '/coverage', place);
    expect([answer.status, (await errorOf(answer)).code]).toEqual([500, 'internal']);
    const [failed] = logged.flatMap((event) => (event.event === 'relay.failed' ? [event] : []));
    expect(failed?.reason).toMatch(/^TypeError\n\s+at .*refusals/);
    expect(failed?.reason).not.toContain('Wilhelmina');
  });

  it('something thrown that is no error', async () => {
    const limit = (): never => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a merchant's code may do
      throw 'Wilhelmina';
    };
    const { relay, logged } = start({ limit });
    expect((await post(relay, '/coverage', place)).status).toBe(500);
    expect(logged).toContainEqual(expect.objectContaining({ reason: 'unknown' }));
  });
});

describe('what the page sends', () => {
  const sealed = async (change: Partial<Selection>, more: Partial<RelayOptions> = {}) => {
    const { relay, options, platform } = start(more);
    const answer = await post(relay, '/selections', { ...selection, ...change });
    return { answer, options, platform };
  };
  const contact = {
    name: 'Odalys Quillfeather',
    phone: '+442079460123',
    email: 'odalys@example.com',
  };

  it('the number of whoever books for somebody else is judged too', async () => {
    const { answer } = await sealed({ for: 'other', contact });
    expect(answer.status).toBe(200);
    const wrong = await sealed({
      for: 'other',
      contact: { ...contact, phone: '+4420794601230000' },
    });
    expect(await errorOf(wrong.answer)).toMatchObject({
      code: 'validation_failed',
      param: 'contact.phone',
    });
  });

  it('everything that a Task may ask is handed on, and asked with the hold', async () => {
    const asks = { sex: true, nhsNumber: true };
    const [patient] = selection.patients;
    const patients = [{ ...patient, sex: 'female', nhsNumber: '9434765919' }] as never;
    const whole = { ...selection, consents: [], for: 'other', contact, patients, holdId: 'hld_1' };
    const tasks = { tsk_blood: { name: 'Blood test', asks, consents: [] } };
    const { relay, platform } = start({ tasks });
    const answer = await post(relay, '/bookings', { ...whole, key });
    expect(answer.status).toBe(200);
    expect(platform.patients[0]).toMatchObject({ sex: 'female', nhsNumber: '9434765919' });
    const made = platform.requests.find(({ operation }) => operation === 'createAppointment');
    expect(made?.body).toMatchObject({
      windowId: 'win_1',
      holdId: 'hld_1',
      phone: contact.phone,
      metadata: { contact, for: 'other' },
    });
    const read = platform.requests.find(({ operation }) => operation === 'listWindows');
    expect(read?.body.holdId).toBe('hld_1');
  });

  it('says whether it is sealed for a test or for a visit', async () => {
    for (const [platformKey, mode] of [
      ['test_larkspur', 'test'],
      ['live_larkspur', 'live'],
    ] as const) {
      const { answer, options } = await sealed({}, { platformKey });
      const { token } = contract.sealedSelection.parse(await answer.json());
      expect((await openToken(token, options)).mode).toBe(mode);
    }
  });
});

describe('a body that comes slowly, or not', () => {
  it('is given up after ten seconds', async () => {
    vi.useFakeTimers({ now: noon, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
    const { relay } = start();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"taskId":'));
      },
    });
    const headers = { origin, 'content-type': 'application/json' };
    const answer = relay(
      new Request('https://shop.example/ally/coverage', {
        method: 'POST',
        headers,
        body,
        ...streamed,
      }),
    );
    await vi.advanceTimersByTimeAsync(9_999);
    expect(await Promise.race([answer.then(() => 'answered'), Promise.resolve('open')])).toBe(
      'open',
    );
    await vi.advanceTimersByTimeAsync(1);
    expect([(await answer).status, (await errorOf(await answer)).code]).toEqual([408, 'too_slow']);
  });

  it('that is none at all is not JSON', async () => {
    const { relay } = start();
    const headers = { origin, 'content-type': 'application/json' };
    const answer = await relay(
      new Request('https://shop.example/ally/coverage', { method: 'POST', headers }),
    );
    expect([answer.status, (await errorOf(answer)).code]).toEqual([400, 'malformed']);
  });

  it('was read before the relay: the merchant is told, and the page gets no answer that looks like one', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const listener = toNodeListener(start().relay);
    const server = createServer((incoming, outgoing) => {
      incoming.resume().on('end', () => {
        listener(incoming, outgoing);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${String(port)}/ally/coverage`, {
      method: 'POST',
      body: JSON.stringify(place),
    });
    expect(answer.status).toBe(500);
    expect(told.mock.calls).toEqual([[expect.stringContaining('before express.json()')]]);
    told.mockRestore();
    server.close();
  });
});

describe('the body of a refused request', () => {
  const chunkBytes = 64 * 1024;

  /** A body of so many chunks, and how many of them were read. */
  const bodyOf = (chunks: number) => {
    let read = 0;
    const stream = new ReadableStream(
      {
        pull(controller) {
          if (read === chunks) controller.close();
          else controller.enqueue(new Uint8Array(chunkBytes).fill(32));
          read = Math.min(read + 1, chunks);
        },
      },
      { highWaterMark: 0 },
    );
    return { stream, readBytes: () => read * chunkBytes };
  };

  it.each([
    [403, { origin: 'https://evil.example', 'content-type': 'application/json' }],
    [413, { origin, 'content-type': 'application/json' }],
    [
      413,
      { origin, 'content-type': 'application/json', 'content-length': String(20 * chunkBytes) },
    ],
    [415, { origin, 'content-type': 'text/plain' }],
  ])('is read to its end before the answer: %i for %o', async (status, headers) => {
    const body = bodyOf(20);
    const answer = await start().relay(
      new Request('https://shop.example/ally/coverage', {
        method: 'POST',
        headers,
        body: body.stream,
        ...streamed,
      }),
    );
    expect([answer.status, body.readBytes()]).toEqual([status, 20 * chunkBytes]);
  });

  it('is not read for ever: at most 4 MB of it', async () => {
    const body = bodyOf(Infinity);
    const answer = await start().relay(
      new Request('https://shop.example/ally/coverage', {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: body.stream,
        ...streamed,
      }),
    );
    expect(answer.status).toBe(413);
    expect(body.readBytes()).toBeLessThan(5 * 1024 * 1024);
  });

  it('is waited for two seconds, and no longer', async () => {
    vi.useFakeTimers({ now: noon, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
    const body = new ReadableStream();
    const answer = start().relay(
      new Request('https://shop.example/ally/coverage', {
        method: 'POST',
        headers: { origin, 'content-type': 'text/plain' },
        body,
        ...streamed,
      }),
    );
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await answer).status).toBe(415);
  });
});
