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

  it.each([[[]], [['']], [[secret, '']]])('by no secret: %o', async (webhookSecrets) => {
    const call = verifyWebhook(hook(signed()), { ...options, webhookSecrets });
    await expect(call).rejects.toMatchObject({ code: 'misconfigured', option: 'webhookSecrets' });
  });
});
