import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../../harness/properties.js';
import { readPhone } from '../../../../src/domain/patient/phone.js';

/** Numbers set aside by Ofcom for drama, and numbers of every other kind that nobody is called by here. */
const numbers = [
  ['07700 900123', '+447700900123'],
  ['07700900123', '+447700900123'],
  ['0 7 7 0 0 9 0 0 1 2 3', '+447700900123'],
  ['07700-900-123', '+447700900123'],
  ['07700.900.123', '+447700900123'],
  ['07700/900123', '+447700900123'],
  ['(07700) 900123', '+447700900123'],
  ['+44 7700 900123', '+447700900123'],
  ['+447700900123', '+447700900123'],
  ['+44 (0)7700 900123', '+447700900123'],
  ['+44 07700 900123', '+447700900123'],
  ['0044 7700 900123', '+447700900123'],
  ['00 44 (0) 7700 900123', '+447700900123'],
  ['020 7946 0000', '+442079460000'],
  ['(020) 7946 0999', '+442079460999'],
  ['(0)20 7946 0000', '+442079460000'],
  ['+44 20 7946 0000', '+442079460000'],
  ['01632 960000', '+441632960000'],
  ['0161 496 0000', '+441614960000'],
  ['029 2018 0000', '+442920180000'],
  ['0306 999 0000', '+443069990000'],
  ['0909 879 0000', '+449098790000'],
  ['0808 157 0000', '+448081570000'],
  ['０７７００ ９００１２３', '+447700900123'],
  ['（０）20 7946 0000', '+442079460000'],
  // As copied from a phone's contacts or a web page: dashes of every length, marks that nobody sees.
  ['07700‑900‑123', '+447700900123'],
  ['07700–900—123', '+447700900123'],
  ['07700−900123', '+447700900123'],
  ['\u202a+44 7700 900123\u202c', '+447700900123'],
  ['\u20680\u200b20 7946 0000\u2069', '+442079460000'],
  ['07700\u00a0900\u00a0123', '+447700900123'],
  ['447700900123', '+447700900123'],
  ['7700 900123', '+447700900123'],
  ['+1 212 555 0123', '+12125550123'],
  ['001 212 555 0123', '+12125550123'],
  ['+353 1 234 5678', '+35312345678'],
] as const;

describe('a phone number in any form is read to E.164', () => {
  it.each(numbers)('%s', (typed, e164) => {
    expect(readPhone(typed)).toEqual({ ok: true, value: e164 });
  });

  it.each(numbers)('%s is what the library of record reads, too', (typed, e164) => {
    const typedForLibrary = typed
      .normalize('NFKC')
      .replace('(0)', '0')
      .replace(/\p{Cf}/gu, '');
    expect(parsePhoneNumberFromString(typedForLibrary, 'GB')?.number).toBe(e164);
  });
});

describe('what cannot be called is asked for again', () => {
  it.each([
    '7946 0000',
    '900123',
    '07700 90012',
    '07700 9001234',
    '0',
    '+',
    '+44',
    '+44 0',
    '00',
    '0123',
    '+0 123 456 789',
    '+12345',
    '+1234567890123456',
    '0440 7700 900123',
    'seven',
    '07700 9OO123',
    '07700 900123 ext 4',
    '04700 900123',
    '06700 900123',
    '0845 123456',
    '+44 44 7700 900123',
    '+44+7700900123',
    '07700+900123',
  ])('%s', (typed) => {
    expect(readPhone(typed)).toEqual({ ok: false, problem: 'phone_incomplete' });
  });

  it.each(['', '  ', '\u200b', '()', '-'])('nothing: %j', (typed) => {
    expect(readPhone(typed)).toEqual({ ok: false, problem: 'phone_missing' });
  });
});

it('whatever is typed is a number that can be dialled, or a problem', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9() .-]{0,20}$/)), (typed) => {
      const reading = readPhone(typed);
      if (reading.ok) expect(reading.value).toMatch(/^\+[1-9]\d{6,14}$/);
    }),
  );
});

it('a UK number that the library calls valid is never refused', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^0[123578]\d{9}$/), (typed) => {
      if (parsePhoneNumberFromString(typed, 'GB')?.isValid() !== true) return;
      expect(readPhone(typed)).toEqual({ ok: true, value: `+44${typed.slice(1)}` });
    }),
  );
});

/** Every kind of number that the page says it knows, as the national number's shape. */
const kinds = {
  'a mobile': /^07[1-57-9][0-9]{8}$/,
  'a London number': /^020[378][0-9]{7}$/,
  'a number of ten digits in an 01 area': /^01[1-9][0-9]{8}$/,
  'a number of nine digits in an 01 area': /^01(?:276|298|460|606|827)[0-9]{5}$/,
  'an 0300 number': /^0300[0-9]{7}$/,
  'an 0800 number of ten digits': /^0800[0-9]{7}$/,
  'an 0800 number of nine digits': /^0800[0-9]{6}$/,
};

describe.each(Object.entries(kinds))('%s is read as the library reads it', (_kind, shape) => {
  it.each(['0', '+44', '+44 ', '0044', '00 44 ', '+44(0)', '+44 (0) ', '(0)'])(
    'beginning with %j',
    (beginning) => {
      let known = 0;
      const same = fc.property(fc.stringMatching(shape), (national) => {
        const inLibrary = parsePhoneNumberFromString(national, 'GB');
        if (inLibrary?.isValid() !== true) return;
        known += 1;
        const typed = beginning + national.slice(1);
        expect(readPhone(typed)).toEqual({ ok: true, value: inLibrary.number });
      });
      fc.assert(same, { numRuns: runs(100) });
      expect(known, 'numbers that the library knows').toBeGreaterThan(5);
    },
  );
});

it('no UK number is read that is too long or too short for the library', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^0[0-9]{6,12}$/), (typed) => {
      const reading = readPhone(typed);
      if (!reading.ok || !reading.value.startsWith('+44')) return;
      expect(parsePhoneNumberFromString(reading.value)?.isPossible()).toBe(true);
    }),
    { numRuns: runs(250) },
  );
});
