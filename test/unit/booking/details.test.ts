import { describe, expect, it } from 'vitest';
import { addressWords } from '../../../src/booking/address.js';
import { isPaused } from '../../../src/booking/coverage.js';
import { emptyDraft, type PatientDraft } from '../../../src/booking/draft.js';
import { readEmail } from '../../../src/booking/email.js';
import { readDraft } from '../../../src/booking/patient.js';
import { canRetry } from '../../../src/booking/problem.js';
import { makeSelection } from '../../../src/booking/selection.js';
import { draft, selection, task } from '../flow/journey.js';

const context = { postcode: 'SW1A 1AA', task, today: '2026-08-01', language: 'en-GB' };
const read = (change: Partial<PatientDraft>) => readDraft({ ...draft, ...change }, context);

describe('an email address', () => {
  it.each([
    'asha@example.com',
    'asha.example+blood@mail.example.co.uk',
    "o'neill@example.com",
    'a@b.example',
    'ásha@exämple.com',
    '1@example.com',
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
    'asha@example..com',
    'asha@-example.com',
    'asha.@example.com',
    '.asha@example.com',
    'as..ha@example.com',
    'asha@example.com,',
    'Asha <asha@example.com>',
    'asha@example.c',
    `${'a'.repeat(250)}@example.com`,
  ])('not %s', (typed) => {
    expect(readEmail(typed)).toEqual({ ok: false, problem: 'email-incomplete' });
  });

  it('none', () => {
    expect(readEmail(' ')).toEqual({ ok: false, problem: 'email-missing' });
  });
});

describe('a draft', () => {
  it('that is empty names everything that is missing, in the order of the form', () => {
    const reading = readDraft(emptyDraft, context);
    expect(reading.ok ? [] : Object.entries(reading.problems)).toEqual([
      ['visitFor', 'visit-for-missing'],
      ['firstName', 'first-name-missing'],
      ['lastName', 'last-name-missing'],
      ['birthDate', 'birth-date-missing'],
      ['phone', 'phone-missing'],
      ['email', 'email-missing'],
      ['line1', 'line1-missing'],
      ['town', 'town-missing'],
      ['consent:care', 'consent-missing'],
    ]);
  });

  it.each([
    [{ firstName: 'A' }, { firstName: 'first-name-too-short' }],
    [{ lastName: 'x'.repeat(101) }, { lastName: 'last-name-too-long' }],
    [{ lastName: '  ' }, { lastName: 'last-name-missing' }],
    [{ note: 'x'.repeat(501) }, { note: 'note-too-long' }],
    [{ visitFor: 'other' }, { contactName: 'contact-name-missing' }],
    [{ consents: [] }, { 'consent:care': 'consent-missing' }],
    [{ birthDate: { day: '1', month: '8', year: '2026' } }, { birthDate: 'birth-date-in-future' }],
  ] as const)('with %j', (change, problems) => {
    expect(read(change)).toEqual({ ok: false, problems });
  });

  it('becomes a selection, trimmed and in the service’s forms', () => {
    const reading = read({ firstName: ' Asha ', town: ' London ' });
    if (!reading.ok) throw new Error('refused');
    const [taskId, windowId] = ['tsk_blood', 'win_1'];
    const acceptedAt = '2026-08-01T09:00:00.000Z';
    expect(makeSelection(reading.value, { taskId, windowId, acceptedAt })).toEqual(selection);
  });

  it('for someone else carries the person who books', () => {
    const reading = read({
      visitFor: 'other',
      contactName: ' Sam Example ',
      line2: 'Flat 2',
      note: ' Ring twice ',
      placeKind: 'work',
    });
    if (!reading.ok) throw new Error('refused');
    const [taskId, windowId, acceptedAt] = ['t', 'w', '2026-08-01T09:00:00.000Z'];
    expect(makeSelection(reading.value, { taskId, windowId, acceptedAt })).toMatchObject({
      for: 'other',
      contact: { name: 'Sam Example', phone: '+447700900123', email: 'asha@example.com' },
      location: { kind: 'work', address: { line2: 'Flat 2' } },
      note: 'Ring twice',
    });
  });

  it('needs no consent that is not required', () => {
    const consents = [{ id: 'news', text: 'News', version: '1', required: false }];
    const optional = { ...context, task: { ...task, consents } };
    const reading = readDraft({ ...draft, consents: [] }, optional);
    expect(reading).toMatchObject({ ok: true, value: { consents: [] } });
  });
});

it('an address is told in one line', () => {
  const address = { line1: '12 Example Street', town: 'London', postcode: 'SW1A 1AA' };
  expect(addressWords(address)).toBe('12 Example Street, London, SW1A 1AA');
  expect(addressWords({ ...address, line2: 'Flat 2' })).toBe(
    '12 Example Street, Flat 2, London, SW1A 1AA',
  );
});

it('only paused is a matter of time', () => {
  const answer = { covered: false, postcode: 'SW1A 1AA' } as const;
  expect(isPaused({ ...answer, reason: 'paused' })).toBe(true);
  expect(isPaused({ ...answer, reason: 'restricted' })).toBe(false);
  expect(isPaused({ ...answer, reason: 'a reason of next year' })).toBe(false);
});

it('another try is offered only where it may help', () => {
  expect(canRetry('offline')).toBe(true);
  expect(canRetry('rate-limited')).toBe(true);
  expect(canRetry('misconfigured')).toBe(false);
  expect(canRetry('window-unavailable')).toBe(false);
});
