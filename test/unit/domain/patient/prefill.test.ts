import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../../src/domain/patient/draft.js';
import { prefilled, type Prefill } from '../../../../src/domain/patient/prefill.js';

const known: Prefill = {
  postcode: 'SW1A 1AA',
  firstName: 'Asha',
  lastName: 'Example',
  birthDate: '1984-03-07',
  phone: '07700 900123',
  email: 'asha@example.com',
  line1: '12 Example Street',
};
const me = { ...emptyDraft, visitFor: 'me' } as const;
const other = { ...emptyDraft, visitFor: 'other' } as const;

describe('what the shop knows', () => {
  it('waits until it is known whose visit it is', () => {
    expect(prefilled(emptyDraft, known)).toBe(emptyDraft);
  });

  it('fills what is empty, as a person would have typed it, and nothing else', () => {
    expect(prefilled({ ...me, firstName: 'Ash', town: 'Leeds' }, known)).toEqual({
      ...me,
      firstName: 'Ash',
      town: 'Leeds',
      lastName: 'Example',
      birthDate: { day: '7', month: '3', year: '1984' },
      phone: '07700 900123',
      email: 'asha@example.com',
      line1: '12 Example Street',
    });
  });

  it('is not the patient’s when the visit is for someone else, but still who books', () => {
    const filled = prefilled(me, known);
    expect(prefilled({ ...filled, visitFor: 'other' }, known)).toEqual({
      ...other,
      phone: '07700 900123',
      email: 'asha@example.com',
      line1: '12 Example Street',
    });
    expect(prefilled({ ...filled, visitFor: 'other', firstName: 'Ben' }, known)).toMatchObject({
      firstName: 'Ben',
      lastName: '',
    });
  });

  it('comes back when it is for me after all', () => {
    const there = prefilled({ ...prefilled(me, known), visitFor: 'other' }, known);
    expect(prefilled({ ...there, visitFor: 'me' }, known)).toEqual(prefilled(me, known));
  });

  it('that is nothing changes nothing', () => {
    expect(prefilled(me, {})).toBe(me);
    expect(prefilled(me, { postcode: 'SW1A 1AA' })).toBe(me);
  });
});
