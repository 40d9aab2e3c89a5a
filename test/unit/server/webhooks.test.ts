import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../../src/server/store/store.js';
import { makeMark } from '../../../src/server/tokens/mark.js';
import {
  Webhooks,
  type RawWebhook,
  type WebhookContext,
  type WebhookOptions,
} from '../../../src/server/webhooks.js';

const noon = new Date('2026-11-24T12:00:00Z');
const seconds = noon.getTime() / 1000;
const secret = 'whsec_larkspur_2026';
const otherSecret = 'whsec_foxglove_2027';
const markKey = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const limitBytes = 256 * 1024;

const body = JSON.stringify({
  id: 'evt_1',
  type: 'appointment.scheduled',
  createdAt: '2026-11-24T11:59:59Z',
  data: { appointment: { id: 'app_1', status: 'scheduled', externalRef: 'A-1', note: 'x' } },
});

/** The events of a store; a store that is down rejects. */
function eventStore({ isDown = false } = {}) {
  const ids = new Set<string>();
  const calls: string[] = [];
  const run = <T>(call: string, work: () => T): Promise<T> => {
    calls.push(call);
    return isDown ? Promise.reject(new Error('ECONNREFUSED')) : Promise.resolve(work());
  };
  const store = {
    hasEvent: (id: string) => run(`has ${id}`, () => ids.has(id)),
    markEvent: (id: string) => run(`mark ${id}`, () => void ids.add(id)),
  } as Partial<Store> as Store;
  return { store, calls };
}

function create(options: Partial<WebhookOptions> = {}, context: Partial<WebhookContext> = {}) {
  const whole: WebhookContext = {
    store: undefined,
    namespace: 'order',
    mode: 'test',
    markKey,
    now: () => noon,
  };
  return new Webhooks(Object.assign({ secrets: [secret] }, options), Object.assign(whole, context));
}

function hmac(time: number | string, bytes: string | Uint8Array = body, key = secret): string {
  return createHmac('sha256', key)
    .update(`${String(time)}.`)
    .update(bytes)
    .digest('hex');
}

function signed(time: number | string = seconds, bytes?: string | Uint8Array, key?: string) {
  return `t=${String(time)},v1=${hmac(time, bytes, key)}`;
}

function webRequest(
  signature: string | null = signed(),
  content: string | Uint8Array<ArrayBuffer> | ReadableStream = body,
  headers: Record<string, string> = {},
): Request {
  return new Request('https://shop.example/webhooks/ally', {
    method: 'POST',
    body: content,
    headers: signature === null ? headers : Object.assign({ 'ally-signature': signature }, headers),
    // Node requires it for a stream; the types of the DOM do not have it.
    duplex: 'half',
  } as RequestInit);
}

function refused(reason: string) {
  return { name: 'WebhookRefusedError', code: 'webhook_refused', reason };
}

const misconfigured = { name: 'MisconfiguredError', code: 'misconfigured' };

afterEach(() => {
  vi.useRealTimers();
});

describe('parse', () => {
  it('returns the documented fields of an event, and no others', async () => {
    expect(await create().parse(webRequest())).toEqual({
      event: {
        id: 'evt_1',
        type: 'appointment.scheduled',
        createdAt: '2026-11-24T11:59:59Z',
        appointment: { id: 'app_1', status: 'scheduled', externalRef: 'A-1' },
        orderRef: null,
      },
      isRepeat: null,
    });
  });

  it.each([
    ['only an appointment', {}],
    ['nulls', { id: null, createdAt: null }],
    ['an empty id', { id: '' }],
  ])('accepts an event with %s', async (_case, fields) => {
    const { store, calls } = eventStore();
    const event = { type: 'appointment.created', data: { appointment: { id: 'app_1' } } };
    const content = JSON.stringify(Object.assign(event, fields));
    const parsed = await create({}, { store }).parse(webRequest(signed(seconds, content), content));
    expect(parsed).toEqual({
      event: {
        id: null,
        type: 'appointment.created',
        createdAt: null,
        appointment: { id: 'app_1', status: null, externalRef: null },
        orderRef: null,
      },
      isRepeat: null,
    });
    expect(calls).toEqual([]);
  });

  it.each(['{"type":"task.updated"}', '{"type":"practitioner.moved","data":{"practitioner":{}}}'])(
    'accepts %s, an event of something else than an appointment',
    async (content) => {
      const { event } = await create().parse(webRequest(signed(seconds, content), content));
      expect(event).toMatchObject({ appointment: null, orderRef: null });
    },
  );

  it.each(['created', 'scheduled', 'updated', 'completed', 'cancelled', 'rescheduled_2031'])(
    'keeps the type appointment.%s as received',
    async (type) => {
      const content = body.replace('appointment.scheduled', `appointment.${type}`);
      const { event } = await create().parse(webRequest(signed(seconds, content), content));
      expect(event.type).toBe(`appointment.${type}`);
    },
  );

  it.each([
    ['', 'an empty body'],
    ['{', 'broken JSON'],
    ['[]', 'a list'],
    ['null', 'null'],
    ['{"id":"e"}', 'no type'],
    ['{"id":"e","type":"appointment.created"}', 'no data'],
    ['{"id":"e","type":"appointment.created","data":null}', 'null as data'],
    ['{"id":"e","type":"appointment.updated","data":{}}', 'no appointment'],
    ['{"id":"e","type":"appointment.moved","data":{"appointment":null}}', 'null as appointment'],
    ['{"id":"e","type":"x","data":"app_1"}', 'text as data'],
    ['{"id":"e","type":"x","data":{"appointment":"app_1"}}', 'text as appointment'],
    ['{"id":"e","type":"x","data":{"appointment":{"id":""}}}', 'an empty appointment id'],
    ['{"id":"e","type":"","data":{"appointment":{"id":"a"}}}', 'an empty type'],
    ['{"id":7,"type":"x","data":{"appointment":{"id":"a"}}}', 'a number as id'],
  ])('refuses signed %o: %s', async (content) => {
    const parsing = create().parse(webRequest(signed(seconds, content), content));
    await expect(parsing).rejects.toMatchObject(refused('malformed'));
  });

  it('does not quote the body in a refusal', async () => {
    const content = '{"patient":"Wilhelmina';
    const error: unknown = await create()
      .parse(webRequest(signed(seconds, content), content))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(refused('malformed'));
    expect([(error as Error).message, (error as Error).cause]).toEqual([
      expect.not.stringContaining('Wilhelmina'),
      undefined,
    ]);
  });
});

describe('the order reference of an event', () => {
  const key = { namespace: 'order', mode: 'test', orderRef: 'SHOP-#1042.a' } as const;

  async function orderRefOf(externalRef: string, context: Partial<WebhookContext> = {}) {
    const content = body.replace('A-1', externalRef);
    const request = webRequest(signed(seconds, content), content);
    return (await create({}, context).parse(request)).event.orderRef;
  }

  it('is read back from the mark of an order of this namespace and mode', async () => {
    expect(await orderRefOf(await makeMark(key, markKey))).toBe('SHOP-#1042.a');
  });

  it('is null for the mark of another namespace, mode or key, and for a changed mark', async () => {
    const mark = await makeMark(key, markKey);
    const otherKey = 'HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
    expect([
      await orderRefOf(mark, { namespace: 'shop-b' }),
      await orderRefOf(mark, { mode: 'live' }),
      await orderRefOf(mark, { markKey: otherKey }),
      await orderRefOf(mark, { markKey: undefined }),
      await orderRefOf(mark.replace('1042', '1043')),
      await orderRefOf('SHOP-#1042.a'),
      await orderRefOf('order.~aaaaaaaaaaaaaaaa'),
    ]).toEqual(Array(7).fill(null));
  });
});

describe('the signature', () => {
  it('covers bytes: a body that starts with a byte order mark is read without it', async () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]);
    const { event } = await create().parse(webRequest(signed(seconds, bytes), bytes));
    expect(event.id).toBe('evt_1');
    const ofText = signed(seconds, body);
    await expect(create().parse(webRequest(ofText, bytes))).rejects.toMatchObject(
      refused('signature'),
    );
  });

  it('covers bytes: latin-1 is signed correctly, and malformed', async () => {
    const bytes = Buffer.from(body.replace('"x"', '"é"'), 'latin1');
    const parsing = create().parse(webRequest(signed(seconds, bytes), bytes));
    await expect(parsing).rejects.toMatchObject(refused('malformed'));
    const ofText = signed(seconds, bytes.toString('utf8'));
    await expect(create().parse(webRequest(ofText, bytes))).rejects.toMatchObject(
      refused('signature'),
    );
  });

  it('is refused for each body with one changed, missing or added byte', async () => {
    const bytes = Buffer.from(body);
    const webhooks = create();
    const signature = signed();
    const variants = [...bytes.keys()].flatMap((index) => {
      const flipped = Buffer.from(bytes);
      flipped[index] = (bytes[index] ?? 0) ^ 1;
      const rest = bytes.subarray(index);
      return [
        flipped,
        Buffer.concat([bytes.subarray(0, index), rest.subarray(1)]),
        Buffer.concat([bytes.subarray(0, index), Buffer.from(' '), rest]),
      ];
    });
    expect(variants.length).toBe(3 * bytes.length);
    for (const variant of variants) {
      const parsing = webhooks.parse({ body: variant, headers: { 'ally-signature': signature } });
      await expect(parsing).rejects.toMatchObject(refused('signature'));
    }
  });

  it('may be in capitals, among other schemes, with spaces', async () => {
    const headers = [
      `t=${String(seconds)},v1=${hmac(seconds).toUpperCase()}`,
      `v0=abc, t=${String(seconds)} ,\tv1=${hmac(seconds)}, v2=x`,
      `v1=${hmac(seconds)},t=${String(seconds)}`,
      `${signed()},v1=cut-short`,
    ];
    for (const header of headers)
      expect((await create().parse(webRequest(header))).event.id).toBe('evt_1');
  });

  it('may be by any of the secrets, and one of eight, while secrets are rotated', async () => {
    const both = create({ secrets: [otherSecret, secret] });
    expect((await both.parse(webRequest())).event.id).toBe('evt_1');
    const others = Array.from(
      { length: 7 },
      (_, index) => `v1=${hmac(seconds, body, `k${String(index)}`)}`,
    );
    const eight = [`t=${String(seconds)}`, ...others, `v1=${hmac(seconds)}`];
    expect((await create().parse(webRequest(eight.join(',')))).event.id).toBe('evt_1');
    const nine = [...eight.slice(0, -1), others[0], eight.at(-1)].join(',');
    await expect(create().parse(webRequest(nine))).rejects.toMatchObject(refused('signature'));
  });

  it('may be in a header of another name', async () => {
    const webhooks = create({ signatureHeader: 'X-Clinic-Signature' });
    const request = webRequest(null, body, { 'x-clinic-signature': signed() });
    expect((await webhooks.parse(request)).event.id).toBe('evt_1');
    await expect(webhooks.parse(webRequest())).rejects.toMatchObject(refused('unsigned'));
  });

  it.each([-300, -299, -1, 0, 1, 299, 300])('is accepted %i s from the clock', async (away) => {
    const { event } = await create().parse(webRequest(signed(seconds + away)));
    expect(event.id).toBe('evt_1');
  });

  it.each([
    [-301, 0, 'too_old'],
    [-300, 1, 'too_old'],
    [-864_000, 0, 'too_old'],
    [301, 0, 'not_yet_valid'],
    [300, -1, 'not_yet_valid'],
    [99_999_999_999, 0, 'not_yet_valid'],
  ])('is refused %i s from the clock and %i ms more: %s', async (away, more, reason) => {
    const webhooks = create({}, { now: () => new Date(noon.getTime() + more) });
    const parsing = webhooks.parse(webRequest(signed(seconds + away)));
    await expect(parsing).rejects.toMatchObject(refused(reason));
  });

  it('has the tolerance of the options', async () => {
    const webhooks = create({ toleranceMs: 1_000 });
    expect((await webhooks.parse(webRequest(signed(seconds - 1)))).event.id).toBe('evt_1');
    const parsing = webhooks.parse(webRequest(signed(seconds - 2)));
    await expect(parsing).rejects.toMatchObject(refused('too_old'));
  });

  it('is never accepted while the clock has no valid time', async () => {
    const webhooks = create({}, { now: () => new Date(Number.NaN) });
    const request = webRequest(signed(seconds - 864_000));
    await expect(webhooks.parse(request)).rejects.toMatchObject(misconfigured);
    await expect(webhooks.sign(body)).rejects.toMatchObject(misconfigured);
  });

  const mac = hmac(seconds);
  const t = `t=${String(seconds)}`;
  const hostile = [
    ...['', ' ', ',', '=', ',,,,', 't', 'v1', 't=', 'v1=', 't=,v1=', 't,v1', 'null', 'undefined'],
    ...[t, `v1=${mac}`, `${t},v1=`, `t=,v1=${mac}`, `${t} v1=${mac}`, `${t};v1=${mac}`, mac],
    ...[`${t},v1=${mac.slice(1)}`, `${t},v1=${mac}0`, `${t},v1=${mac.slice(0, 63)}g`],
    ...[`${t},v1="${mac}"`, `"${t},v1=${mac}"`, `${t},v1=0x${mac}`, `${t},v1=${mac} ${mac}`],
    ...[`${t},v0=${mac}`, `${t},v2=${mac}`, `${t},V1=${mac}`, `T=${String(seconds)},v1=${mac}`],
    ...[`${t},${t},v1=${mac}`, `t=0,${t},v1=${mac}`, `${t},v1=${mac},t=`, `t=x,${t},v1=${mac}`],
    ...[`t=+${String(seconds)},v1=${mac}`, `t=-1,v1=${mac}`, `t=1e9,v1=${mac}`, `t=NaN,v1=${mac}`],
    ...[`t=${String(seconds)}.0,v1=${mac}`, `t=0${String(seconds)},v1=${mac}`],
    ...[`t=${'9'.repeat(13)},v1=${mac}`, `t=${'9'.repeat(400)},v1=${mac}`, `t=Infinity,v1=${mac}`],
    ...[
      `t= ${String(seconds)},v1=${mac}`,
      `${t},v1 =${mac}`,
      `${t},v1= ${mac}`,
      `${t},,v1,=${mac}`,
    ],
    ...[
      `t=${String(seconds - 1)},v1=${mac}`,
      `${t},v1=${'0'.repeat(64)}`,
      `${t},v1=${'f'.repeat(64)}`,
    ],
    ...[
      signed(seconds, body, 'null'),
      signed(seconds, body, ' '),
      signed(seconds, body, otherSecret),
    ],
    ...[signed(seconds, ''), signed(seconds, `${body}\n`), signed('', body), 'x'.repeat(8_000)],
    ...['x', '.5', 'e0', ' ', '000'].map((end) => signed(`${String(seconds)}${end}`)),
    ...[Array(5_000).fill('t=1').join(), [t, ...Array<string>(200).fill(`v1=${mac}`)].join()],
  ];
  const cases = hostile.map((header) => [header.slice(0, 60), header] as const);
  it.each(cases)('is refused: %s', async (_start, header) => {
    const webhooks = create();
    await expect(webhooks.parse(webRequest(header))).rejects.toMatchObject(refused('signature'));
  });

  it('is refused without a header', async () => {
    await expect(create().parse(webRequest(null))).rejects.toMatchObject(refused('unsigned'));
    const headers = { 'ally-signature': undefined };
    const raw = { body: Buffer.from(body), headers };
    await expect(create().parse(raw)).rejects.toMatchObject(refused('unsigned'));
  });

  it('is refused when the header comes twice', async () => {
    const twice: RawWebhook['headers'][] = [
      { 'ally-signature': [signed(), signed()] },
      { 'ally-signature': signed(), 'Ally-Signature': signed() },
    ];
    for (const headers of twice)
      await expect(create().parse({ body: Buffer.from(body), headers })).rejects.toMatchObject(
        refused('signature'),
      );
  });
});

describe('the body', () => {
  function padded(length: number): string {
    return body.replace('"x"', `"${'x'.repeat(length - body.length + 1)}"`);
  }

  /** A body without an end, and how many bytes of it were read. */
  function endless() {
    let read = 0;
    const pull = (controller: ReadableStreamDefaultController): void => {
      read += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    };
    return { stream: new ReadableStream({ pull }, { highWaterMark: 0 }), readBytes: () => read };
  }

  it('is read up to 256 kB', async () => {
    const content = padded(limitBytes);
    const signature = signed(seconds, content);
    expect(content.length).toBe(limitBytes);
    expect((await create().parse(webRequest(signature, content))).event.id).toBe('evt_1');
    const raw = { body: Buffer.from(content), headers: { 'ally-signature': signature } };
    expect((await create().parse(raw)).event.id).toBe('evt_1');
  });

  it('is too large with one byte more', async () => {
    const content = padded(limitBytes + 1);
    const signature = signed(seconds, content);
    const raw = { body: Buffer.from(content), headers: { 'ally-signature': signature } };
    for (const input of [webRequest(signature, content), raw])
      await expect(create().parse(input)).rejects.toMatchObject(refused('too_large'));
  });

  it('is not read on when it is too large, and is left to the server', async () => {
    const { stream, readBytes } = endless();
    const request = webRequest(signed(), stream);
    await expect(create().parse(request)).rejects.toMatchObject(refused('too_large'));
    expect(readBytes()).toBe(limitBytes + 65_536);
    expect(stream.locked).toBe(false);
  });

  it('is not read when its length is announced as too large', async () => {
    const { stream, readBytes } = endless();
    const length = { 'content-length': String(limitBytes + 1) };
    const request = webRequest(signed(), stream, length);
    await expect(create().parse(request)).rejects.toMatchObject(refused('too_large'));
    expect(readBytes()).toBe(0);
  });

  it.each([
    [null, 'unsigned'],
    ['t=1', 'signature'],
  ])('is not read when the header is %o', async (header, reason) => {
    const { stream, readBytes } = endless();
    const parsing = create().parse(webRequest(header, stream));
    await expect(parsing).rejects.toMatchObject(refused(reason));
    expect(readBytes()).toBe(0);
  });

  it('is given up after ten seconds, also when it comes byte by byte', async () => {
    vi.useFakeTimers({ now: noon, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
    let timer: NodeJS.Timeout | undefined;
    const stream = new ReadableStream({
      pull: (controller) =>
        new Promise<void>((resolve) => {
          timer = setTimeout(() => {
            controller.enqueue(new Uint8Array(1));
            resolve();
          }, 500);
        }),
      cancel() {
        clearTimeout(timer);
      },
    });
    let outcome = 'pending';
    const parsing = create()
      .parse(webRequest(signed(), stream))
      .catch((error: unknown) => {
        outcome = 'refused';
        return error;
      });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(outcome).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    expect(await parsing).toMatchObject(refused('malformed'));
    // The stream was cancelled, and the timer of the limit is cleared.
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer when it was read in time', async () => {
    vi.useFakeTimers({ now: noon, toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'] });
    expect((await create().parse(webRequest())).event.id).toBe('evt_1');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is refused when the sender breaks off', async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.error(new Error('ECONNRESET'));
      },
    });
    const parsing = create().parse(webRequest(signed(), stream));
    await expect(parsing).rejects.toMatchObject(refused('malformed'));
  });

  it('may be a Buffer, a view, or an ArrayBuffer', async () => {
    const bytes = Buffer.from(body);
    const whole = new Uint8Array(bytes).buffer;
    const larger = Buffer.concat([Buffer.from('junk'), bytes, Buffer.from('junk')]);
    const views = [
      bytes,
      whole,
      new Uint8Array(whole),
      new DataView(whole) as unknown as Uint8Array,
      larger.subarray(4, -4),
    ];
    for (const view of views) {
      const raw = { body: view, headers: { 'ally-signature': signed() } };
      expect((await create().parse(raw)).event.id).toBe('evt_1');
    }
  });

  it('is copied: a later change of the buffer has no effect', async () => {
    const bytes = Buffer.from(body);
    const parsing = create().parse({ body: bytes, headers: { 'ally-signature': signed() } });
    bytes.fill(0);
    expect((await parsing).event.id).toBe('evt_1');
  });

  it.each([
    ['a string', body],
    ['a parsed object', JSON.parse(body) as unknown],
    ['a Buffer that went through JSON', Buffer.from(body).toJSON()],
    ['a list of numbers', [1, 2]],
    ['missing', undefined],
    ['null', null],
  ])('is an error with a cure when it is %s', async (_case, given) => {
    const raw = { body: given as Uint8Array, headers: { 'ally-signature': signed() } };
    await expect(create().parse(raw)).rejects.toMatchObject({
      code: 'misconfigured',
      option: 'webhooks.parse',
      cure: expect.stringContaining("express.raw({ type: 'application/json' })") as string,
    });
  });

  it('is an error with a cure when the request was read before, or is being read', async () => {
    const read = webRequest();
    await read.text();
    const locked = webRequest();
    locked.body?.getReader();
    for (const request of [read, locked])
      await expect(create().parse(request)).rejects.toMatchObject({
        code: 'misconfigured',
        cure: expect.stringContaining('before its body is read') as string,
      });
  });

  it.each([[undefined], [null], ['{}'], [{ body: Buffer.from(body) }]])(
    'is an error when parse gets %o',
    async (input) => {
      const parsing = create().parse(input as unknown as Request);
      await expect(parsing).rejects.toMatchObject(misconfigured);
    },
  );
});

describe('the headers', () => {
  const bytes = Buffer.from(body);

  it.each<[string, RawWebhook['headers']]>([
    ['Headers', new Headers({ 'Ally-Signature': signed() })],
    ['names in lower case', { 'ally-signature': signed() }],
    ['names as sent', { 'Ally-Signature': signed() }],
    ['names in capitals', { 'ALLY-SIGNATURE': signed() }],
    ['lists', { 'ally-signature': [signed()], cookie: ['a=b', 'c=d'] }],
    ['undefined values', { 'ally-signature': signed(), 'x-none': undefined }],
    ['names of HTTP/2', { ':path': '/webhooks', 'ally-signature': signed() }],
    [
      'values that HTTP does not allow',
      { 'x-name': 'a\nb', 'x-other': '…', 'ally-signature': signed() },
    ],
  ])('may be %s', async (_case, headers) => {
    expect((await create().parse({ body: bytes, headers })).event.id).toBe('evt_1');
  });

  it('may be those of a request in Node', async () => {
    const received: RawWebhook[] = [];
    const server = createServer((incoming, outgoing) => {
      void buffer(incoming).then((read) => {
        received.push({ headers: incoming.headers, body: read });
        outgoing.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const headers = await create().sign(body);
    await fetch(`http://127.0.0.1:${String(port)}`, { method: 'POST', body, headers });
    server.close();
    server.closeAllConnections();
    const [raw] = received;
    expect((await create().parse(raw as RawWebhook)).event.id).toBe('evt_1');
  });
});

describe('repeats', () => {
  it('are known after done, and by their id', async () => {
    const { store, calls } = eventStore();
    const webhooks = create({}, { store });
    const first = await webhooks.parse(webRequest());
    expect(first.isRepeat).toBe(false);
    await webhooks.done(first.event);
    expect((await webhooks.parse(webRequest())).isRepeat).toBe(true);
    const content = body.replace('evt_1', 'evt_2');
    const other = await webhooks.parse(webRequest(signed(seconds, content), content));
    expect(other.isRepeat).toBe(false);
    expect(calls).toEqual([
      ...['has order.test.evt_1', 'mark order.test.evt_1'],
      ...['has order.test.evt_1', 'has order.test.evt_2'],
    ]);
  });

  it('are not known before done: two deliveries at once are both new', async () => {
    const webhooks = create({}, { store: eventStore().store });
    const both = await Promise.all([webhooks.parse(webRequest()), webhooks.parse(webRequest())]);
    expect(both.map(({ isRepeat }) => isRepeat)).toEqual([false, false]);
    for (const { event } of both) await webhooks.done(event);
    expect((await webhooks.parse(webRequest())).isRepeat).toBe(true);
  });

  it('are not known without a store', async () => {
    const webhooks = create();
    const { event, isRepeat } = await webhooks.parse(webRequest());
    await webhooks.done(event);
    expect([isRepeat, (await webhooks.parse(webRequest())).isRepeat]).toEqual([null, null]);
  });

  it('are not looked for before the signature is verified', async () => {
    const { store, calls } = eventStore();
    const parsing = create({}, { store }).parse(webRequest(signed(seconds, body, otherSecret)));
    await expect(parsing).rejects.toMatchObject(refused('signature'));
    expect(calls).toEqual([]);
  });

  it('fail with StoreUnavailableError while the store is down', async () => {
    const { store } = eventStore({ isDown: true });
    const webhooks = create({}, { store });
    const unavailable = {
      name: 'StoreUnavailableError',
      code: 'store_unavailable',
      canRetry: true,
    };
    await expect(webhooks.parse(webRequest())).rejects.toMatchObject(unavailable);
    await expect(webhooks.done({ id: 'evt_1' })).rejects.toMatchObject(unavailable);
    await expect(webhooks.done({ id: null })).resolves.toBe(undefined);
  });
});

describe('sign', () => {
  it.each([body, Buffer.from(body), `${body}é`])(
    'makes the header that parse accepts',
    async (content) => {
      const bytes = Buffer.from(content);
      const webhooks = create({ secrets: [secret, otherSecret], signatureHeader: 'X-Clinic' });
      const headers = await webhooks.sign(content);
      expect(headers).toEqual({ 'X-Clinic': signed(seconds, bytes) });
      const outcome = await webhooks
        .parse({ body: bytes, headers })
        .catch((error: unknown) => error);
      expect(outcome).toMatchObject(
        content === `${body}é` ? refused('malformed') : { isRepeat: null },
      );
    },
  );

  it('signs for another time', async () => {
    const at = new Date(noon.getTime() - 300_001);
    const headers = await create().sign(body, at);
    expect(headers).toEqual({ 'Ally-Signature': signed(seconds - 301) });
    const parsing = create().parse({ body: Buffer.from(body), headers });
    await expect(parsing).rejects.toMatchObject(refused('too_old'));
    await expect(create().sign(body, new Date(''))).rejects.toMatchObject(misconfigured);
  });
});

describe('another scheme and another shape', () => {
  it('verify replaces the checks of header, time and HMAC, and gets bytes, headers and secrets', async () => {
    const verify = vi.fn<NonNullable<WebhookOptions['verify']>>(() => Promise.resolve(true));
    const request = webRequest(null, body, { 'x-clinic': 'abc' });
    expect((await create({ verify }).parse(request)).event.id).toBe('evt_1');
    const [parts] = verify.mock.calls[0] ?? [];
    expect(Buffer.from(parts?.body ?? []).toString()).toBe(body);
    expect([parts?.headers.get('x-clinic'), parts?.secrets]).toEqual(['abc', [secret]]);
  });

  it.each([false, undefined, null, 'true', 1, {}, Promise.resolve(false)])(
    'verify that returns %o refuses',
    async (result) => {
      const webhooks = create({ verify: () => result as boolean });
      await expect(webhooks.parse(webRequest())).rejects.toMatchObject(refused('signature'));
    },
  );

  it('an exception in verify or eventFrom is thrown, and accepts nothing', async () => {
    const fail = (): never => {
      throw new RangeError('A defect');
    };
    await expect(create({ verify: fail }).parse(webRequest())).rejects.toThrow(RangeError);
    await expect(create({ eventFrom: fail }).parse(webRequest())).rejects.toThrow(RangeError);
  });

  it('the limits of the body hold for verify too', async () => {
    const verify = vi.fn(() => true);
    const request = webRequest(null, 'x'.repeat(limitBytes + 1));
    await expect(create({ verify }).parse(request)).rejects.toMatchObject(refused('too_large'));
    expect(verify).not.toHaveBeenCalled();
  });

  it('eventFrom reads another shape', async () => {
    const content = JSON.stringify({ event: 'visit.done', visit: 'app_9', ref: 'A-9' });
    const eventFrom: WebhookOptions['eventFrom'] = (json) => {
      const { event, visit, ref } = json as Record<'event' | 'visit' | 'ref', string>;
      return { type: event, appointment: { id: visit, externalRef: ref } };
    };
    const request = webRequest(signed(seconds, content), content);
    expect((await create({ eventFrom }).parse(request)).event).toEqual({
      id: null,
      type: 'visit.done',
      createdAt: null,
      appointment: { id: 'app_9', status: null, externalRef: 'A-9' },
      orderRef: null,
    });
  });

  it('eventFrom that returns no event refuses', async () => {
    const eventFrom = (() => ({ kind: 'x' })) as unknown as WebhookOptions['eventFrom'];
    const parsing = create({ eventFrom }).parse(webRequest());
    await expect(parsing).rejects.toMatchObject(refused('malformed'));
  });
});

describe('the options', () => {
  function creating(options: unknown) {
    return () => create(options as Partial<WebhookOptions>);
  }

  it.each([
    [undefined],
    [null],
    [[]],
    [secret],
    [['']],
    [[null]],
    [[undefined]],
    [[{}]],
    [[42]],
    [[secret, '']],
    [[secret, null]],
    [[`${secret}\n`]],
    [[` ${secret}`]],
    [[' '.repeat(20)]],
    [['x'.repeat(15)]],
    [new Set([secret])],
    [{ 0: secret, length: 1 }],
  ])('are refused when made, with the secrets %o', (secrets) => {
    expect(creating({ secrets })).toThrow(
      expect.objectContaining({ code: 'misconfigured', option: 'webhooks.secrets' }),
    );
  });

  it.each([
    ['toleranceMs', [Number.NaN, Infinity, 1e300, 86_400_001, 0, -1, '300000', '5m', null]],
    ['tolerance', [300_000]],
    ['secret', [secret]],
    ['signatureHeader', ['', ' ', 'Ally Signature', 'Ally:', 'Unterschrift…', 'a\nb', null, 7]],
    ['verify', [true, 'sha1', {}, null]],
    ['eventFrom', [true, {}, null]],
  ])('are refused when made, with a wrong %s', (name, values) => {
    for (const value of values)
      expect(creating({ [name]: value })).toThrow(
        expect.objectContaining({ code: 'misconfigured', option: `webhooks.${name}` }),
      );
  });

  it('may be undefined where webhooks are not used', async () => {
    const context = {
      store: undefined,
      namespace: 'order',
      mode: 'test',
      markKey,
      now: () => noon,
    } as const;
    const webhooks = new Webhooks(undefined, context);
    const needed = { code: 'misconfigured', option: 'webhooks' };
    await expect(webhooks.parse(webRequest())).rejects.toMatchObject(needed);
    await expect(webhooks.sign(body)).rejects.toMatchObject(needed);
    expect(() => new Webhooks(null as never, context)).toThrow(expect.objectContaining(needed));
  });

  it('are copied: secrets that are changed later are not used', async () => {
    const secrets = [secret];
    const webhooks = create({ secrets });
    secrets[0] = 'null';
    const parsing = webhooks.parse(webRequest(signed(seconds, body, 'null')));
    await expect(parsing).rejects.toMatchObject(refused('signature'));
    expect((await webhooks.parse(webRequest())).event.id).toBe('evt_1');
  });

  it('an error of the options does not quote a secret', () => {
    expect(creating({ secrets: [` ${secret}`] })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) as string }),
    );
  });
});
