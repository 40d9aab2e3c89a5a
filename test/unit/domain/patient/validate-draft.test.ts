import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as contract from '../../../../src/api/contract/schemas.js';
import {
  emptyDraft,
  type FieldRules,
  type PatientDraft,
} from '../../../../src/domain/patient/draft.js';
import { readDraft } from '../../../../src/domain/patient/validate-draft.js';
import type { ConsentGiven } from '../../../../src/domain/task.js';
import type { FieldProblem } from '../../../../src/domain/problems.js';
import fc, { runs } from '../../../harness/properties.js';
import { draft, task } from '../../flow/booking/journey.js';

const consents = [
  { id: 'care', text: 'I agree to the visit', version: '2', required: true },
  { id: 'news', text: 'Tell me news', version: '1', required: false },
  { id: '7', text: 'I am at home', version: '1', required: true },
];
const context = {
  postcode: 'SW1A 1AA',
  task: { ...task, consents },
  today: '2026-11-23',
  visitDay: '2026-11-25',
  months: [],
};
const acceptedAt = '2026-11-23T09:00:00.000Z';
const given = (...ids: string[]): ConsentGiven[] =>
  ids.map((id) => ({ id, version: id === 'care' ? '2' : '1', acceptedAt }));
const mine: PatientDraft = { ...draft, consents: given('care', '7') };
const theirs: PatientDraft = { ...mine, visitFor: 'other', contactName: 'Sam Example' };
const detailsOf = (typed: PatientDraft) => {
  const reading = readDraft(typed, context);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
};

const alone: [keyof PatientDraft, unknown, string, FieldProblem][] = [
  ['firstName', '', 'firstName', 'first_name_missing'],
  ['firstName', ' \t ', 'firstName', 'first_name_missing'],
  ['firstName', '--', 'firstName', 'first_name_missing'],
  ['firstName', '\u3164\u3164', 'firstName', 'first_name_missing'],
  ['firstName', ' A ', 'firstName', 'first_name_too_short'],
  ['firstName', 'x'.repeat(101), 'firstName', 'first_name_too_long'],
  ['lastName', '', 'lastName', 'last_name_missing'],
  ['lastName', 'E', 'lastName', 'last_name_too_short'],
  ['lastName', 'x'.repeat(101), 'lastName', 'last_name_too_long'],
  ['birthDate', { day: '', month: '', year: '' }, 'birthDate', 'birth_date_missing'],
  ['birthDate', { day: '', month: '3', year: '1984' }, 'birthDate', 'birth_date_day_missing'],
  ['birthDate', { day: '27', month: '', year: '1984' }, 'birthDate', 'birth_date_month_missing'],
  ['birthDate', { day: '27', month: '3', year: '' }, 'birthDate', 'birth_date_year_missing'],
  ['birthDate', { day: '27', month: '3', year: '84' }, 'birthDate', 'birth_date_year_short'],
  ['birthDate', { day: '31', month: '2', year: '1984' }, 'birthDate', 'birth_date_not_real'],
  ['birthDate', { day: '23', month: '11', year: '2026' }, 'birthDate', 'birth_date_in_future'],
  ['phone', ' ', 'phone', 'phone_missing'],
  ['phone', '07700 900', 'phone', 'phone_incomplete'],
  ['email', '', 'email', 'email_missing'],
  ['email', 'asha@', 'email', 'email_incomplete'],
  ['line1', ' ', 'line1', 'line1_missing'],
  ['line1', '-', 'line1', 'line1_missing'],
  ['town', '', 'town', 'town_missing'],
  ['town', '\u0000', 'town', 'town_missing'],
  ['note', 'x'.repeat(501), 'note', 'note_too_long'],
  ['consents', given('7'), 'consent:care', 'consent_missing'],
  ['consents', given('care', 'news'), 'consent:7', 'consent_missing'],
  [
    'consents',
    [{ id: 'care', version: '1', acceptedAt }, ...given('7')],
    'consent:care',
    'consent_missing',
  ],
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
    problems: { visitFor: 'visit_for_missing' },
  });
});

it('who books has to be said when the visit is for someone else, and only then', () => {
  expect(readDraft({ ...theirs, contactName: '  ' }, context)).toEqual({
    ok: false,
    problems: { contactName: 'contact_name_missing' },
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
  it('has no control characters, as a paste from a word processor brings them', () => {
    const pasted = {
      ...theirs,
      firstName: 'Asha\u0000',
      lastName: 'Ex\u001bample',
      contactName: 'Sam\u000bExample',
      line1: '1 High\tStreet\ud800',
      line2: '--',
      note: 'Ring twice.\u000bThe dog\n\tis friendly.\u0007',
    };
    const { patient, contact, address, note } = detailsOf(pasted);
    expect(patient).toMatchObject({ firstName: 'Asha', lastName: 'Ex ample' });
    expect(contact).toMatchObject({ name: 'Sam Example' });
    expect(address).toMatchObject({ line1: '1 High Street' });
    expect(address).not.toHaveProperty('line2');
    expect(note).toBe('Ring twice. The dog\n\tis friendly.');
  });

  it('is accepted by the relay, whatever was typed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const typed = fc.record({
      firstName: text,
      lastName: text,
      contactName: text,
      line1: text,
      line2: text,
      town: text,
      note: text,
    });
    const isAccepted = (fields: Partial<PatientDraft>): void => {
      const reading = readDraft({ ...theirs, ...fields }, context);
      if (!reading.ok) return;
      const { contact, patient, address, note } = reading.value;
      const { success, error } = z.safeParse(contract.selection, {
        taskId: 'tsk_blood',
        windowId: 'win_1',
        for: 'other',
        contact,
        patients: [patient],
        location: { kind: 'home', address },
        note,
        consents: [],
      });
      expect(success, JSON.stringify(error)).toBe(true);
    };
    fc.assert(fc.property(typed, isAccepted), { numRuns: runs(500) });
    // One field at a time, so that most of them are valid.
    for (const field of ['firstName', 'lastName', 'contactName', 'line1', 'line2', 'town', 'note'])
      fc.assert(
        fc.property(text, (value) => {
          isAccepted({ [field]: value });
        }),
        { numRuns: runs(300) },
      );
  });

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
      consents: given('care', '7'),
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
    const kept = detailsOf({ ...mine, consents: given('old', '7', 'news', 'care') }).consents;
    expect(kept).toEqual(given('care', 'news', '7'));
  });

  it('leaves the draft as it was typed', () => {
    const typed = Object.freeze({ ...mine, firstName: ' Asha ' });
    const before = structuredClone(typed);
    readDraft(typed, context);
    expect(typed).toEqual(before);
  });
});

describe('what a Task asks beyond the rest', () => {
  const asking = { ...context, task: { ...context.task, asks: { sex: true, nhsNumber: true } } };
  const read = (typed: Partial<PatientDraft>, rules: Partial<typeof asking> & object = asking) =>
    readDraft({ ...mine, ...typed }, { ...asking, ...rules });

  it('is optional, and is read where it is given', () => {
    expect(read({})).toMatchObject({ ok: true });
    expect(read({ sex: 'female', nhsNumber: '943 476 5919' })).toMatchObject({
      value: { patient: { sex: 'female', nhsNumber: '9434765919' } },
    });
  });

  it('is wrong where it is no NHS number', () => {
    expect(read({ nhsNumber: '943 476 5918' })).toEqual({
      ok: false,
      problems: { nhsNumber: 'nhs_number_not_real' },
    });
  });

  it('is left out where the Task does not ask', () => {
    const { patient } = detailsOf({ ...mine, sex: 'female', nhsNumber: 'no number' });
    expect(patient).not.toHaveProperty('sex');
    expect(patient).not.toHaveProperty('nhsNumber');
  });

  it('is asked for by the merchant', () => {
    const fields: FieldRules = {
      note: 'required',
      line2: 'required',
      sex: 'required',
      nhsNumber: 'required',
    };
    expect(readDraft(mine, { ...asking, fields })).toEqual({
      ok: false,
      problems: {
        note: 'answer_missing',
        line2: 'answer_missing',
        sex: 'answer_missing',
        nhsNumber: 'answer_missing',
      },
    });
    expect(readDraft(mine, { ...context, fields: { sex: 'required' } }).ok).toBe(true);
  });
});

describe('the youngest whom a Task takes', () => {
  const adults = { ...context, task: { ...context.task, minimumAge: 18 } };
  const born = (year: string, month: string, day: string) =>
    readDraft({ ...mine, birthDate: { day, month, year } }, adults);

  it('must be old enough on the day of the visit, not today', () => {
    expect(born('2008', '11', '25').ok).toBe(true);
    expect(born('2008', '11', '26')).toEqual({ ok: false, problems: { birthDate: 'under_age' } });
  });

  it('may have been born on 29 February', () => {
    const leap = { ...mine, birthDate: { day: '29', month: '2', year: '2008' } };
    const on = (visitDay: string): boolean => readDraft(leap, { ...adults, visitDay }).ok;
    expect([on('2026-02-28'), on('2026-03-01')]).toEqual([false, true]);
  });
});
