import { expect } from '@open-wc/testing';
import { AllyPatientForm } from '../../../../src/index.js';
import { registerElement } from '../../../../src/components/internal/define-element.js';
import type { AddressSuggestion } from '../../../../src/components/patient-form/address-lookup.js';
import {
  emptyDraft,
  type FieldRules,
  type PatientDraft,
} from '../../../../src/domain/patient/draft.js';
import { defaultTask } from '../../../../src/mocks/index.js';
import { expectAccessible } from '../../../assertions/axe.js';
import { pressKeys } from '../../../harness/input.js';
import {
  button,
  choose,
  field,
  fill,
  focused,
  isTextShown,
  press,
  waitForText,
  until,
} from '../../../harness/queries.js';
import { recordEvents, place } from '../../../harness/place-element.js';

registerElement('ally-patient-form', AllyPatientForm);

const task = { ...defaultTask, asks: { sex: true, nhsNumber: true } };
const open = async (properties: Partial<AllyPatientForm> = {}) => {
  const room = await place('ally-patient-form', { task, postcode: 'SW1A 1AA', ...properties });
  return { room, root: room.renderRoot as ShadowRoot };
};
const prefill = {
  firstName: 'Asha',
  lastName: 'Example',
  birthDate: '1984-03-27',
  phone: '07700 900123',
  email: 'asha@example.com',
};
const warnings = (): string[] => {
  const said: string[] = [];
  const { warn } = console;
  console.warn = (...words: unknown[]) => said.push(words.join(' '));
  after(() => {
    console.warn = warn;
  });
  return said;
};

describe('the patient form, in full', () => {
  it('asks for sex and NHS number where the Task does, and says that both are optional', async () => {
    const { room, root } = await open();
    await fill(root, 'NHS number (optional)', '943 476 5919');
    await choose(root, 'Female');
    expect(room.draft).to.include({ nhsNumber: '943 476 5919', sex: 'female' });
    await expectAccessible(room);
    room.task = defaultTask;
    await room.updateComplete;
    expect(isTextShown(root, 'NHS number (optional)')).to.equal(false);
  });

  it('keeps which text was agreed to, and when', async () => {
    let time = new Date('2026-11-23T09:00:00Z');
    const { room, root } = await open({ now: () => time });
    await choose(root, /^I agree/);
    const given = { id: 'care', version: '2026-01', acceptedAt: '2026-11-23T09:00:00.000Z' };
    expect(room.draft.consents).to.deep.equal([given]);
    time = new Date('2026-11-23T09:05:00Z');
    await fill(root, 'First name', 'Asha');
    expect(room.draft.consents).to.deep.equal([given]);
    await choose(root, /^I agree/);
    expect(room.draft.consents).to.deep.equal([]);
  });

  it('asks about a slip in an email address, and stops nobody', async () => {
    const { room, root } = await open();
    await fill(root, 'Email address', 'asha@gmial.com');
    await waitForText(root, 'Did you mean asha@gmail.com?');
    await expectAccessible(room);
    await press(root, 'Use asha@gmail.com');
    expect((await field(root, 'Email address')).value).to.equal('asha@gmail.com');
    expect(isTextShown(root, /^Did you mean/)).to.equal(false);
  });

  it('takes what the shop knows for "Me" alone, and gives it back for someone else', async () => {
    const { root } = await open({ prefill });
    expect((await field(root, 'First name')).value).to.equal('');
    await choose(root, 'Me');
    expect((await field(root, 'First name')).value).to.equal('Asha');
    expect((await field(root, 'Month')).value).to.equal('3');
    await fill(root, 'Last name', 'Other');
    await choose(root, 'Someone else');
    expect((await field(root, 'First name')).value).to.equal('');
    expect((await field(root, 'Last name')).value).to.equal('Other');
    expect((await field(root, 'Your email address')).value).to.equal('asha@example.com');
    await choose(root, 'Me');
    expect((await field(root, 'First name')).value).to.equal('Asha');
  });

  it('tells what is not to be asked, leaves out what is to be hidden, and says what it cannot', async () => {
    const said = warnings();
    const fields: FieldRules = {
      firstName: 'readonly',
      email: 'hidden',
      town: 'hidden',
      line1: 'optional',
      note: 'required',
    };
    const { room, root } = await open({
      prefill,
      fields,
      draft: { ...emptyDraft, visitFor: 'me' },
    });
    await waitForText(root, 'First name');
    expect(root.querySelectorAll('[name=firstName], [name=email]')).to.have.length(0);
    expect(root.textContent).to.contain('Asha');
    expect(isTextShown(root, 'Email address')).to.equal(false);
    await field(root, 'Town or city');
    await field(root, 'Anything we need to know');
    await room.updateComplete;
    expect(said).to.deep.equal([
      '<ally-booking> asks for town: it has no value to be hidden.',
      '<ally-booking> asks for line1: the service needs it.',
    ]);
    await expectAccessible(room);
  });

  it('takes what the browser fills in all at once', async () => {
    const { room, root } = await open();
    await choose(root, 'Me');
    const filled: Partial<Record<string, string>> = {
      'given-name': 'Zebedina',
      'family-name': 'Quillfeather',
      'bday-day': '27',
      'bday-month': '3',
      'bday-year': '1984',
      tel: '07700 900123',
      email: 'zebedina@example.com',
      'address-line1': '12 Markerstone Street',
      'address-line2': 'Flat 2',
      'address-level2': 'Testhampton',
    };
    // As a browser does: every value first, in any order, and no key is pressed.
    // Read as written: Firefox does not know the words of a birthday, and its property hides them.
    const tokenOf = (input: Element): string => input.getAttribute('autocomplete') ?? '';
    const inputs = [...root.querySelectorAll('input')].filter((input) => filled[tokenOf(input)]);
    expect(inputs).to.have.length(Object.keys(filled).length);
    for (const input of inputs.reverse()) {
      input.value = filled[tokenOf(input)] ?? '';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
    expect(room.draft).to.deep.equal({
      ...emptyDraft,
      visitFor: 'me',
      firstName: 'Zebedina',
      lastName: 'Quillfeather',
      birthDate: { day: '27', month: '3', year: '1984' },
      phone: '07700 900123',
      email: 'zebedina@example.com',
      line1: '12 Markerstone Street',
      line2: 'Flat 2',
      town: 'Testhampton',
    } satisfies PatientDraft);
  });

  it('names an age, a question and a wrong number in its errors, each leading to its field', async () => {
    const { room, root } = await open({
      task: { ...task, minimumAge: 18 },
      problems: {
        birthDate: 'under_age',
        nhsNumber: 'nhs_number_not_real',
        note: 'answer_missing',
        sex: 'answer_missing',
      },
    });
    await waitForText(root, 'The patient must be 18 or over on the day of the visit');
    const links = [...root.querySelectorAll<HTMLAnchorElement>('.error-summary a')];
    expect(links.map(({ textContent }) => textContent.trim())).to.deep.equal([
      'The patient must be 18 or over on the day of the visit',
      'Enter a real NHS number, like 943 476 5919',
      'Answer this question: Anything we need to know',
      'Answer this question: Sex',
    ]);
    await expectAccessible(room);
    const targets = links.map((link) => {
      link.click();
      return focused()?.id;
    });
    expect(targets).to.deep.equal(['birthDate-day', 'nhsNumber', 'note', 'sex']);
  });

  it('is marked for the tools that record pages', async () => {
    const { root } = await open();
    expect(root.querySelector('form')?.dataset).to.include({ hjSuppress: '', ddPrivacy: 'mask' });
  });
});

describe('looking an address up', () => {
  const found: AddressSuggestion[] = [
    { label: '1 Example Street', line1: '1 Example Street', town: 'London' },
    {
      label: 'Flat 2, 1 Example Street',
      line1: '1 Example Street',
      line2: 'Flat 2',
      town: 'London',
    },
  ];

  it('is offered where the merchant can, and goes by the keyboard alone', async () => {
    const asked: string[] = [];
    const { room, root } = await open({
      addressLookup: (postcode) => {
        asked.push(postcode);
        return Promise.resolve(found);
      },
    });
    expect(isTextShown(root, 'Address line 1')).to.equal(false);
    (await button(root, 'Find address')).focus();
    await pressKeys('Enter');
    await waitForText(root, 'Select your address');
    await expectAccessible(room);
    const [first] = root.querySelectorAll<HTMLInputElement>('[name=address]');
    await until(() => focused() === first, 'the first address, for its button has gone');
    (await button(root, 'Use this address')).focus();
    await pressKeys('Enter');
    await until(() => focused() === first, 'the first address again, for none is selected');
    await pressKeys('ArrowDown');
    expect(room.draft.line2, 'the arrow keys take nothing').to.equal('');
    (await button(root, 'Use this address')).focus();
    await pressKeys('Enter');
    await until(() => room.draft.line2 === 'Flat 2', 'the second address');
    expect(room.draft).to.include({ line1: '1 Example Street', town: 'London' });
    expect((await field(root, 'Address line 1')).value).to.equal('1 Example Street');
    await until(() => focused()?.id === 'line1', 'the first line');
    expect(asked).to.deep.equal(['SW1A 1AA']);
  });

  for (const [what, addressLookup] of [
    ['fails', () => Promise.reject(new Error('down'))],
    ['knows none', () => Promise.resolve([])],
  ] as const)
    it(`that ${what} leaves the way by hand`, async () => {
      const { room, root } = await open({ addressLookup });
      await press(root, 'Find address');
      await waitForText(root, /^We could not find addresses/);
      await press(root, 'Enter address by hand');
      await fill(root, 'Address line 1', '3 Example Street');
      expect(room.draft.line1).to.equal('3 Example Street');
      expect(recordEvents(room, 'draft-change')).to.have.length(0);
    });

  it('is given up when the form is left', async () => {
    let heard: AbortSignal | undefined;
    const { room, root } = await open({
      addressLookup: (_postcode, signal) => {
        heard = signal;
        return new Promise(() => undefined);
      },
    });
    await press(root, 'Find address');
    room.remove();
    expect(heard?.aborted).to.equal(true);
  });

  it('gives way to the fields where something is wrong with them', async () => {
    const { root } = await open({
      addressLookup: () => Promise.resolve(found),
      problems: { line1: 'line1_missing' },
    });
    await field(root, 'Address line 1');
  });
});
