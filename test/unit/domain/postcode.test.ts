import { describe, expect, it } from 'vitest';
import {
  outwardCode,
  outwardOnly,
  postcodeArea,
  readPostcode,
} from '../../../src/domain/postcode.js';

describe('a full postcode is read whatever its case, spaces and punctuation', () => {
  it.each([
    // Every shape of the grammar.
    ['M1 1AE', 'M1 1AE'],
    ['B33 8TH', 'B33 8TH'],
    ['W1A 0AX', 'W1A 0AX'],
    ['CR2 6XH', 'CR2 6XH'],
    ['DN55 1PT', 'DN55 1PT'],
    ['EC1A 1BB', 'EC1A 1BB'],
    ['SW1A 1AA', 'SW1A 1AA'],
    ['N1 9GU', 'N1 9GU'],
    ['E14 5AB', 'E14 5AB'],
    ['BT1 5GS', 'BT1 5GS'],
    ['CF10 1EP', 'CF10 1EP'],
    ['EH1 1YZ', 'EH1 1YZ'],
    ['JE2 3NG', 'JE2 3NG'],
    ['GY1 1WR', 'GY1 1WR'],
    ['IM1 2PT', 'IM1 2PT'],
    ['BF1 3AD', 'BF1 3AD'],
    ['BX1 1LT', 'BX1 1LT'],
    ['ZE1 0AA', 'ZE1 0AA'],
    // The pseudo-area of people without an address.
    ['ZZ99 1AA', 'ZZ99 1AA'],
    ['ZZ99 3VZ', 'ZZ99 3VZ'],
    // Case.
    ['sw1a 1aa', 'SW1A 1AA'],
    ['Sw1A 1aA', 'SW1A 1AA'],
    ['m1 1ae', 'M1 1AE'],
    // Spaces.
    ['SW1A1AA', 'SW1A 1AA'],
    ['sw1a1aa', 'SW1A 1AA'],
    ['  SW1A 1AA  ', 'SW1A 1AA'],
    ['SW1A   1AA', 'SW1A 1AA'],
    ['S W 1 A 1 A A', 'SW1A 1AA'],
    ['SW1 A1AA', 'SW1A 1AA'],
    ['SW1A\t1AA', 'SW1A 1AA'],
    ['SW1A\u00a01AA', 'SW1A 1AA'],
    ['SW1A\u20091AA', 'SW1A 1AA'],
    // Punctuation.
    ['SW1A-1AA', 'SW1A 1AA'],
    ['SW1A–1AA', 'SW1A 1AA'],
    ['SW1A.1AA', 'SW1A 1AA'],
    ['SW1A 1AA.', 'SW1A 1AA'],
    ['SW1A 1AA,', 'SW1A 1AA'],
    ['(SW1A 1AA)', 'SW1A 1AA'],
    ['"SW1A 1AA"', 'SW1A 1AA'],
    ['SW1A/1AA', 'SW1A 1AA'],
    ['SW1A_1AA', 'SW1A 1AA'],
    ['SW1A 1AA!', 'SW1A 1AA'],
    // What a copied text brings along.
    ['SW1A\u200b1AA', 'SW1A 1AA'],
    ['\u202aSW1A 1AA\u202c', 'SW1A 1AA'],
    ['SW1A\u00ad1AA', 'SW1A 1AA'],
    ['<SW1A 1AA>\n', 'SW1A 1AA'],
    // Full-width characters, as some keyboards type them.
    ['ｓｗ１ａ１ａａ', 'SW1A 1AA'],
    ['ＺＺ９９　３ＶＺ', 'ZZ99 3VZ'],
    ['ＳＷ１Ａ １ＡＡ', 'SW1A 1AA'],
  ])('%j is %s', (typed, postcode) => {
    expect(readPostcode(typed)).toEqual({ ok: true, value: postcode });
  });
});

describe('what is not a full postcode is asked to be completed', () => {
  it.each([
    'SW1A',
    'M1',
    'E14',
    'SW1A 1',
    'SW1A 1A',
    'SW1A 1AAA',
    'SW1A 1AA 1AA',
    '12345',
    'LONDON',
    'ABC 1AA',
    '1SW 1AA',
    'SW1A AAA',
    'QQQ1 1AA',
    'SW111 1AA',
    '90210',
    'K1A 0B1',
    'D02 AF30',
    'SW1A 1ÄA',
    'SW1A OAA',
    'SW1A 1A4',
    'S 1A',
    'ASCN 1ZZ',
    'BFPO 58',
    'M1 1AE London',
    '١٢٣',
    '☎',
  ])('%j', (typed) => {
    const problem = typed === '☎' ? 'postcode_missing' : 'postcode_incomplete';
    expect(readPostcode(typed)).toEqual({ ok: false, problem });
  });

  it.each(['', '   ', '-', '\t', '…'])('nothing at all: %j', (typed) => {
    expect(readPostcode(typed)).toEqual({ ok: false, problem: 'postcode_missing' });
  });
});

describe('an outward code alone is recognised', () => {
  it.each([
    ['SW1A', 'SW1A'],
    ['sw1a', 'SW1A'],
    ['m1', 'M1'],
    ['E 14', 'E14'],
    ['DN55', 'DN55'],
    ['ZZ99', 'ZZ99'],
    ['ＳＷ１Ａ', 'SW1A'],
    ['SW1A.', 'SW1A'],
    ['SW1A 1', undefined],
    ['SW111', undefined],
    ['SW1A 1AA', undefined],
    ['SW', undefined],
    ['', undefined],
  ])('%j: %s', (typed, outward) => {
    expect(outwardOnly(typed)).toBe(outward);
  });
});

it.each([
  ['SW1A 1AA', 'SW1A', 'SW'],
  ['M1 1AE', 'M1', 'M'],
  ['ZZ99 1AA', 'ZZ99', 'ZZ'],
])('%s lies in %s, in the area %s', (postcode, outward, area) => {
  expect(outwardCode(postcode)).toBe(outward);
  expect(postcodeArea(postcode)).toBe(area);
});

describe('every postcode area of the United Kingdom, Jersey, Guernsey and the Isle of Man', () => {
  // One district of each; which of its postcodes exist is the service's to say.
  const districts = `
    AB10 AL1 B1 BA1 BB1 BD1 BH1 BL1 BN1 BR1 BS1 BT1 CA1 CB1 CF10 CH1
    CM1 CO1 CR0 CT1 CV1 CW1 DA1 DD1 DE1 DG1 DH1 DL1 DN1 DT1 DY1 E1
    EC1A EH1 EN1 EX1 FK1 FY1 G1 GL1 GU1 GY1 HA1 HD1 HG1 HP1 HR1 HS1
    HU1 HX1 IG1 IM1 IP1 IV1 JE2 KA1 KT1 KW1 KY1 L1 LA1 LD1 LE1 LL11
    LN1 LS1 LU1 M1 ME1 MK1 ML1 N1 NE1 NG1 NN1 NP10 NR1 NW1 OL1 OX1
    PA1 PE1 PH1 PL1 PO1 PR1 RG1 RH1 RM1 S1 SA1 SE1 SG1 SK1 SL1 SM1
    SN1 SO14 SP1 SR1 SS1 ST1 SW1A SY1 TA1 TD1 TF1 TN1 TQ1 TR1 TS1 TW1
    UB1 W1A WA1 WC1A WD17 WF1 WN1 WR1 WS1 WV1 YO1 ZE1`
    .trim()
    .split(/\s+/);

  it('has all 124', () => {
    expect(new Set(districts.map((district) => district.replace(/\d.*/, ''))).size).toBe(124);
  });

  it.each(districts)('%s', (district) => {
    const postcode = `${district} 1AA`;
    for (const typed of [postcode, `${district}1aa`, `${district.toLowerCase()} 1-AA`])
      expect(readPostcode(typed)).toEqual({ ok: true, value: postcode });
    expect(outwardCode(postcode)).toBe(district);
    expect(outwardOnly(district.toLowerCase())).toBe(district);
    expect(postcodeArea(postcode)).toBe(district.replace(/\d.*/, ''));
  });
});

describe('the odd ones', () => {
  it.each([
    ['GIR 0AA', 'GIR 0AA'],
    ['gir0aa', 'GIR 0AA'],
    ['EC1A 1AA', 'EC1A 1AA'],
    ['BF1 4FH', 'BF1 4FH'],
    ['GY10 1SB', 'GY10 1SB'],
    ['JE4 8PP', 'JE4 8PP'],
    ['IM99 1PS', 'IM99 1PS'],
    ['NPT 1AA', null],
    // Forces' mail by its office, overseas territories and the greeting of a season: nobody can be visited there.
    ['BFPO 801', null],
    ['ASCN 1ZZ', null],
    ['AI-2640', null],
    ['SAN TA1', null],
    // A letter for a figure: asked for again, and not guessed.
    ['SW1A OAA', null],
    ['SWIA 1AA', null],
  ])('%s', (typed, postcode) => {
    expect(readPostcode(typed)).toEqual(
      postcode === null
        ? { ok: false, problem: 'postcode_incomplete' }
        : { ok: true, value: postcode },
    );
  });
});
