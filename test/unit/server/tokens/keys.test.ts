import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSealingKeys, checkSecret } from '../../../../src/server/tokens/keys.js';

const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const other = 'wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t8';
const encoded = (bytes: Buffer): string => bytes.toString('base64url');

describe('a secret', () => {
  it('is 32 random bytes in base64url', () => {
    for (let times = 0; times < 1_000; times += 1)
      expect(() => {
        checkSecret(encoded(randomBytes(32)), 'option');
      }).not.toThrow();
  });

  it.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['a number', 7],
    ['bytes', Buffer.alloc(32, 7)],
    ['empty', ''],
    ['too short', secret.slice(0, -1)],
    ['too long', `${secret}A`],
    ['padded', `${secret}=`],
    ['with a line feed', `${secret}\n`],
    ['plain base64', secret.replace('A', '+')],
    ['hexadecimal', '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'],
    ['another spelling of the same bytes', `${secret.slice(0, -1)}9`],
  ])('that is %s is refused', (_, value) => {
    expect(() => {
      checkSecret(value, 'sealing.markKey');
    }).toThrow(
      expect.objectContaining({
        code: 'misconfigured',
        option: 'sealing.markKey',
        cure: expect.stringContaining('randomBytes(32)') as string,
      }) as Error,
    );
  });

  it.each<[string, string]>([
    ['a byte that repeats', encoded(Buffer.alloc(32))],
    ['another byte that repeats', encoded(Buffer.alloc(32, 0x61))],
    ['letters that repeat', `${'a'.repeat(42)}A`],
    ['two letters that repeat', `${'aB'.repeat(21)}A`],
    ['bytes of ASCII', encoded(Buffer.from('correct horse battery staple 123'))],
    ['words', 'the-secret-of-our-shop-and-of-its-servers-4'],
    ['capitals', 'THE_SECRET_OF_OUR_SHOP_AND_OF_ITS_SERVERS_4'],
  ])('that can be guessed is refused: %s', (_, value) => {
    expect(value).toHaveLength(43);
    expect(() => {
      checkSecret(value, 'option');
    }).toThrow(
      expect.objectContaining({ cure: expect.stringContaining('guessed') as string }) as Error,
    );
  });
});

describe('sealing keys', () => {
  const key = { kid: 'k1', secret };

  it('are a list of names and secrets', () => {
    checkSealingKeys([key, { kid: '2026-11_b', secret: other }]);
  });

  it.each<[string, unknown]>([
    ['sealing.keys', undefined],
    ['sealing.keys', null],
    ['sealing.keys', []],
    ['sealing.keys', {}],
    ['sealing.keys', 'k1:secret'],
    ['sealing.keys.0.kid', [null]],
    ['sealing.keys.0.kid', ['k1']],
    ['sealing.keys.0.kid', [{ secret }]],
    ['sealing.keys.0.kid', [{ ...key, kid: '' }]],
    ['sealing.keys.0.kid', [{ ...key, kid: 'a.b' }]],
    ['sealing.keys.0.kid', [{ ...key, kid: 'x'.repeat(17) }]],
    ['sealing.keys.0.kid', [{ ...key, kid: 1 }]],
    ['sealing.keys.1.kid', [key, { kid: 'k1', secret: other }]],
    ['sealing.keys.0.secret', [{ kid: 'k1' }]],
    ['sealing.keys.1.secret', [key, { kid: 'k2', secret: 'too short' }]],
  ])('that are wrong are refused with %s: %j', (option, keys) => {
    expect(() => {
      checkSealingKeys(keys as never);
    }).toThrow(expect.objectContaining({ code: 'misconfigured', option }) as Error);
  });
});
