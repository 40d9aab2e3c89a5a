import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyWebhook, type WebhookOptions } from '../../../src/server/webhooks.js';
import { noon } from './options.js';

const secret = 'whsec_larkspur';
const options: WebhookOptions = { webhookSecrets: [secret], now: () => noon };
const noonInSeconds = noon.getTime() / 1000;

const body = JSON.stringify({
  id: 'evt_1',
  type: 'appointment.scheduled',
  createdAt: '2026-11-24T11:59:59Z',
  data: { appointment: { id: 'app_1', status: 'scheduled', externalRef: 'ORDER-1', note: 'x' } },
});

const mac = (time: number, text = body, by = secret): string =>
  createHmac('sha256', by)
    .update(`${String(time)}.${text}`)
    .digest('hex');

const signed = (time = noonInSeconds, text = body, by = secret): string =>
  `t=${String(time)},v1=${mac(time, text, by)}`;

const hook = (signature: string | null, text = body): Request =>
  new Request('https://shop.example/webhooks/ally', {
    method: 'POST',
    body: text,
    ...(signature !== null && { headers: { 'ally-signature': signature } }),
  });

const refused = (reason: string) => ({ code: 'webhook-refused', reason });

describe('a webhook of the platform’s', () => {
  it('is read, and nothing more of it than is known', async () => {
    expect(await verifyWebhook(hook(signed()), options)).toEqual({
      id: 'evt_1',
      type: 'appointment.scheduled',
      createdAt: '2026-11-24T11:59:59Z',
      appointment: { id: 'app_1', status: 'scheduled', externalRef: 'ORDER-1' },
    });
  });

  it('is signed by its bytes, whatever they are', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(body)]);
    const time = String(noonInSeconds);
    const ofBytes = createHmac('sha256', secret).update(`${time}.`).update(bytes).digest('hex');
    const request = (signature: string) =>
      new Request('https://shop.example/webhooks/ally', {
        method: 'POST',
        body: bytes,
        headers: { 'ally-signature': `t=${time},v1=${signature}` },
      });
    // The signature is right, and the body is not JSON in UTF-8.
    await expect(verifyWebhook(request(ofBytes), options)).rejects.toMatchObject(
      refused('malformed'),
    );
    const ofText = mac(noonInSeconds, bytes.toString('utf8'));
    await expect(verifyWebhook(request(ofText), options)).rejects.toMatchObject(
      refused('signature'),
    );
  });

  it('may have its signature in capitals', async () => {
    const capitals = `t=${String(noonInSeconds)},v1=${mac(noonInSeconds).toUpperCase()}`;
    expect((await verifyWebhook(hook(capitals), options)).id).toBe('evt_1');
  });

  it('is read to its largest length, and no further', async () => {
    const largest = 256 * 1024;
    const padded = (length: number): string =>
      body.replace('"x"', `"${'x'.repeat(length - body.length + 1)}"`);
    const fitting = padded(largest);
    expect(fitting.length).toBe(largest);
    expect((await verifyWebhook(hook(signed(noonInSeconds, fitting), fitting), options)).id).toBe(
      'evt_1',
    );
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const request = new Request('https://shop.example/webhooks/ally', {
      method: 'POST',
      body: endless,
      headers: { 'ally-signature': signed() },
      duplex: 'half',
    } as RequestInit);
    await expect(verifyWebhook(request, options)).rejects.toMatchObject(refused('signature'));
    expect(read).toBeLessThanOrEqual(2 * largest);
    expect(request.bodyUsed).toBe(true);
  });

  it('of a type that nobody knows yet is kept', async () => {
    const text = JSON.stringify({
      id: 'evt_2',
      type: 'next.year',
      data: { appointment: { id: 'a' } },
    });
    expect(await verifyWebhook(hook(signed(noonInSeconds, text), text), options)).toEqual({
      id: 'evt_2',
      type: 'next.year',
      createdAt: null,
      appointment: { id: 'a', status: null, externalRef: null },
    });
  });

  it.each([-300, -299, 0, 299, 300])('signed %i s away is taken', async (away) => {
    const event = await verifyWebhook(hook(signed(noonInSeconds + away)), options);
    expect(event.id).toBe('evt_1');
  });

  it('is taken by the old secret and the new while they are changed', async () => {
    const both = { ...options, webhookSecrets: ['whsec_new', secret] };
    expect((await verifyWebhook(hook(signed()), both)).id).toBe('evt_1');
    const twice = `${signed(noonInSeconds, body, 'whsec_other')},v1=${mac(noonInSeconds)}`;
    expect((await verifyWebhook(hook(twice), options)).id).toBe('evt_1');
  });

  it('may be signed in a header of another name', async () => {
    const request = new Request('https://shop.example', {
      method: 'POST',
      body,
      headers: { 'x-signature': signed() },
    });
    const event = await verifyWebhook(request, { ...options, signatureHeader: 'X-Signature' });
    expect(event.id).toBe('evt_1');
  });
});

describe('a webhook is refused', () => {
  it.each([
    ['without a signature', null, 'unsigned'],
    ['of an empty signature', '', 'signature'],
    ['of another secret', signed(noonInSeconds, body, 'whsec_other'), 'signature'],
    ['of another body', signed(noonInSeconds, `${body} `), 'signature'],
    ['of another time', signed().replace(/t=\d+/, `t=${String(noonInSeconds - 1)}`), 'signature'],
    ['of two times', `t=${String(noonInSeconds)},${signed()}`, 'signature'],
    ['of half a signature', signed().slice(0, -2), 'signature'],
    ['of another scheme alone', signed().replace('v1=', 'v0='), 'signature'],
    ['that is old', signed(noonInSeconds - 301), 'too-old'],
    ['that is not yet', signed(noonInSeconds + 301), 'from-the-future'],
  ])('%s', async (_what, signature, reason) => {
    await expect(verifyWebhook(hook(signature), options)).rejects.toMatchObject(refused(reason));
  });

  it.each(['', '{', '[]', '{"id":"","type":"x","data":{"appointment":{"id":"a"}}}', '{"id":"e"}'])(
    'when its body is %o',
    async (text) => {
      const request = hook(signed(noonInSeconds, text), text);
      await expect(verifyWebhook(request, options)).rejects.toMatchObject(refused('malformed'));
    },
  );

  it('when it was taken before', async () => {
    const seen = new Set<string>();
    const remembering = {
      ...options,
      wasSeen: (id: string) => seen.size === seen.add(id).size,
    };
    await verifyWebhook(hook(signed()), remembering);
    await expect(verifyWebhook(hook(signed()), remembering)).rejects.toMatchObject(
      refused('replayed'),
    );
  });

  it('and asks nobody whether it was seen before it is known to be the platform’s', async () => {
    const remembering = {
      ...options,
      wasSeen: () => {
        throw new Error('Nobody may ask.');
      },
    };
    const forged = hook(signed(noonInSeconds, body, 'whsec_other'));
    await expect(verifyWebhook(forged, remembering)).rejects.toMatchObject(refused('signature'));
  });

  it.each([
    [[]],
    [['']],
    [[secret, '']],
    [[null]],
    [[undefined]],
    [[42]],
    [[{}]],
    [[`${secret}\n`]],
    [[` ${secret}`]],
    [null],
    [undefined],
    [secret],
  ])('by no secret: %o', async (given) => {
    const webhookSecrets = given as unknown as readonly string[];
    // What an attacker would sign with who guesses that the setting is missing.
    const by = [given].flat().map(String)[0] || 'x';
    const forged = hook(signed(noonInSeconds, body, by));
    const call = verifyWebhook(forged, { ...options, webhookSecrets });
    await expect(call).rejects.toMatchObject({ code: 'misconfigured', option: 'webhookSecrets' });
  });

  it.each([Number.NaN, Infinity, 0, -1, '5m', null])('within no time: %o', async (given) => {
    const call = verifyWebhook(hook(signed(noonInSeconds - 864_000)), {
      ...options,
      tolerance: given as unknown as number,
    });
    await expect(call).rejects.toMatchObject({ code: 'misconfigured', option: 'tolerance' });
  });
});
