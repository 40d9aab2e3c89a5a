import { describe, expect, it } from 'vitest';
import { emptyDraft, type PatientDraft } from '../../../src/booking/draft.js';
import { readDraft } from '../../../src/booking/patient.js';
import type { FieldProblem } from '../../../src/booking/problem.js';
import { draft, task } from '../flow/journey.js';

const consents = [
  { id: 'care', text: 'I agree to the visit', version: '2', required: true },
  { id: 'news', text: 'Tell me news', version: '1', required: false },
  { id: '7', text: 'I am at home', version: '1', required: true },
];
const context = {
  postcode: 'SW1A 1AA',
  task: { ...task, consents },
  today: '2026-11-23',
  language: 'en-GB',
};
const mine: PatientDraft = { ...draft, consents: ['care', '7'] };
const theirs: PatientDraft = { ...mine, visitFor: 'other', contactName: 'Sam Example' };
const detailsOf = (typed: PatientDraft) => {
  const reading = readDraft(typed, context);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
};

const alone: [keyof PatientDraft, unknown, string, FieldProblem][] = [
  ['firstName', '', 'firstName', 'first-name-missing'],
  ['firstName', ' \t ', 'firstName', 'first-name-missing'],
  ['firstName', ' A ', 'firstName', 'first-name-too-short'],
  ['firstName', 'x'.repeat(101), 'firstName', 'first-name-too-long'],
  ['lastName', '', 'lastName', 'last-name-missing'],
  ['lastName', 'E', 'lastName', 'last-name-too-short'],
  ['lastName', 'x'.repeat(101), 'lastName', 'last-name-too-long'],
  ['birthDate', { day: '', month: '', year: '' }, 'birthDate', 'birth-date-missing'],
  ['birthDate', { day: '', month: '3', year: '1984' }, 'birthDate', 'birth-date-day-missing'],
  ['birthDate', { day: '27', month: '', year: '1984' }, 'birthDate', 'birth-date-month-missing'],
  ['birthDate', { day: '27', month: '3', year: '' }, 'birthDate', 'birth-date-year-missing'],
  ['birthDate', { day: '27', month: '3', year: '84' }, 'birthDate', 'birth-date-year-short'],
  ['birthDate', { day: '31', month: '2', year: '1984' }, 'birthDate', 'birth-date-not-real'],
  ['birthDate', { day: '23', month: '11', year: '2026' }, 'birthDate', 'birth-date-in-future'],
  ['phone', ' ', 'phone', 'phone-missing'],
  ['phone', '07700 900', 'phone', 'phone-incomplete'],
  ['email', '', 'email', 'email-missing'],
  ['email', 'asha@', 'email', 'email-incomplete'],
  ['line1', ' ', 'line1', 'line1-missing'],
  ['town', '', 'town', 'town-missing'],
  ['note', 'x'.repeat(501), 'note', 'note-too-long'],
  ['consents', ['7'], 'consent:care', 'consent-missing'],
  ['consents', ['care', 'news'], 'consent:7', 'consent-missing'],
];

describe.each([
  ['me', mine],
  ['someone else', theirs],
])('each problem stands alone in a visit for %s', (_who, good) => {
  it.each(alone)('%s %j: %s', (field, typed, blamed, problem) => {
    const reading = readDraft({ ...good, [field]: typed }, context);
    expect(reading).toEqual({ ok: false, problems: { [blamed]: problem } });
  });
});

it('whose visit it is has to be said', () => {
  expect(readDraft({ ...mine, visitFor: '' }, context)).toEqual({
    ok: false,
    problems: { visitFor: 'visit-for-missing' },
  });
});

it('who books has to be said when the visit is for someone else, and only then', () => {
  expect(readDraft({ ...theirs, contactName: '  ' }, context)).toEqual({
    ok: false,
    problems: { contactName: 'contact-name-missing' },
  });
  expect(detailsOf({ ...mine, contactName: 'Sam Example' }).contact).toBe(null);
});

describe('all problems at once stand in the order of the form', () => {
  const person = ['firstName', 'lastName', 'birthDate'];
  const rest = ['phone', 'email', 'line1', 'town', 'note', 'consent:care', 'consent:7'];
  it.each([
    ['', ['visitFor', ...person, ...rest]],
    ['me', [...person, ...rest]],
    ['other', [...person, 'contactName', ...rest]],
  ] as const)('for %j', (visitFor, order) => {
    const reading = readDraft({ ...emptyDraft, visitFor, note: 'x'.repeat(501) }, context);
    expect(reading.ok ? [] : Object.keys(reading.problems)).toEqual(order);
  });
});

describe('what is read', () => {
  it('is trimmed at its ends and left alone within', () => {
    const details = detailsOf({
      ...theirs,
      contactName: '  Sam Example ',
      firstName: ' Asha Mary ',
      lastName: '\tO’Example-Smith ',
      line1: ' 12 Example Street ',
      line2: ' Flat 2 ',
      town: ' London ',
      email: ' asha@example.com ',
      phone: ' 020 7946 0000 ',
      note: ' Ring twice.\nThen wait. ',
      placeKind: 'other',
    });
    expect(details).toEqual({
      visitFor: 'other',
      contact: { name: 'Sam Example', phone: '+442079460000', email: 'asha@example.com' },
      patient: {
        firstName: 'Asha Mary',
        lastName: 'O’Example-Smith',
        dateOfBirth: '1984-03-27',
        phone: '+442079460000',
        email: 'asha@example.com',
      },
      placeKind: 'other',
      address: {
        line1: '12 Example Street',
        line2: 'Flat 2',
        town: 'London',
        postcode: 'SW1A 1AA',
      },
      note: 'Ring twice.\nThen wait.',
      consents: [consents[0], consents[2]],
    });
  });

  it('has no second line where none was typed', () => {
    expect(detailsOf({ ...mine, line2: '  ' }).address).not.toHaveProperty('line2');
  });

  it.each([2, 100])('takes a name of %i letters', (length) => {
    const name = 'x'.repeat(length);
    expect(detailsOf({ ...mine, firstName: name, lastName: ` ${name} ` }).patient).toMatchObject({
      firstName: name,
      lastName: name,
    });
  });

  it('takes a note of 500 characters', () => {
    expect(detailsOf({ ...mine, note: 'x'.repeat(500) }).note).toHaveLength(500);
  });

  it('keeps the consents that were given, in the Task’s order, and none it does not ask for', () => {
    const given = detailsOf({ ...mine, consents: ['old', '7', 'news', 'care'] }).consents;
    expect(given.map(({ id }) => id)).toEqual(['care', 'news', '7']);
  });

  it('leaves the draft as it was typed', () => {
    const typed = Object.freeze({ ...mine, firstName: ' Asha ' });
    const before = structuredClone(typed);
    readDraft(typed, context);
    expect(typed).toEqual(before);
  });
});
