import { describe, expect, it } from 'vitest';
import fc from '../../../harness/properties.js';
import { readEmail, suggestEmail } from '../../../../src/domain/patient/email.js';

describe('an email address', () => {
  it.each([
    'asha@example.com',
    'asha.example+blood@mail.example.co.uk',
    "o'neill@example.com",
    'a@b.example',
    'ásha@exämple.com',
    '1@example.com',
    'ASHA@EXAMPLE.COM',
    'asha@exam-ple.example.com',
    'asha@xn--exmple-cua.com',
  ])('%s', (typed) => {
    expect(readEmail(`  ${typed} `)).toEqual({ ok: true, value: typed });
  });

  it.each([
    'asha',
    'asha@',
    '@example.com',
    'asha@example',
    'asha@@example.com',
    'asha example@example.com',
    'asha@exam ple.com',
    'asha@example..com',
    'asha@.example.com',
    'asha@example.com.',
    'asha@-example.com',
    'asha@example-.com',
    'asha.@example.com',
    '.asha@example.com',
    'as..ha@example.com',
    'asha@example.com,',
    'asha@example.com; sam@example.com',
    'mailto:asha@example.com',
    'Asha <asha@example.com>',
    'asha@example.c',
    'asha@example.123',
  ])('not %s', (typed) => {
    expect(readEmail(typed)).toEqual({ ok: false, problem: 'email_incomplete' });
  });

  it.each(['', ' ', '\t'])('none: %j', (typed) => {
    expect(readEmail(typed)).toEqual({ ok: false, problem: 'email_missing' });
  });
});

describe('a copied address loses the marks that nobody sees', () => {
  it.each([
    ['\u202aasha@example.com\u202c', 'asha@example.com'],
    ['asha\u200b@example.com', 'asha@example.com'],
    ['asha@exam\u00adple.com', 'asha@example.com'],
    ['\ufeff asha@example.com \u200b', 'asha@example.com'],
    ['\u00a0asha@example.com\t', 'asha@example.com'],
  ])('%j is %s', (typed, email) => {
    expect(readEmail(typed)).toEqual({ ok: true, value: email });
  });

  it('and is missing when there is nothing else', () => {
    expect(readEmail('\u200b')).toEqual({ ok: false, problem: 'email_missing' });
  });
});

it.each(['asha\u0000@example.com', 'asha\u0007@example.com', 'asha\n@example.com'])(
  'no letter can be sent to %j',
  (typed) => {
    expect(readEmail(typed)).toEqual({ ok: false, problem: 'email_incomplete' });
  },
);

it.each([
  [254, true],
  [255, false],
])('an address of %i characters: %j', (length, ok) => {
  const domain = '@example.com';
  const typed = 'a'.repeat(length - domain.length) + domain;
  expect(readEmail(typed).ok).toBe(ok);
});

it('whatever is typed is an address without white space, or a problem', () => {
  const typing = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.emailAddress(),
    fc.stringMatching(/^[a-z@. ,-]{0,30}$/),
  );
  fc.assert(
    fc.property(typing, (typed) => {
      const reading = readEmail(typed);
      if (reading.ok) expect(reading.value).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/u);
    }),
  );
});

describe('a slip of the finger', () => {
  it.each([
    ['asha@gmial.com', 'asha@gmail.com'],
    ['asha@gmail.co', 'asha@gmail.com'],
    ['Asha@GMAIL.CON', 'Asha@gmail.com'],
    ['asha@hotmial.co.uk', 'asha@hotmail.co.uk'],
    ['asha@yaho.co.uk', 'asha@yahoo.co.uk'],
    ['asha@outlok.com ', 'asha@outlook.com'],
    ['asha@btinernet.com', 'asha@btinternet.com'],
  ])('%s may be meant for %s', (typed, meant) => {
    expect(suggestEmail(typed)).toBe(meant);
  });

  it.each([
    '',
    'asha',
    '@gmial.com',
    'asha@gmail.com',
    'asha@example.com',
    'asha@nhs.net',
    'asha@me.com',
  ])('none is seen in %s', (typed) => {
    expect(suggestEmail(typed)).toBe(null);
  });
});
