import { expect } from '@open-wc/testing';
import { AllyCoverageCheck, AllyPatientForm } from '../../../src/index.js';
import { registerElement } from '../../../src/components/internal/define-element.js';
import { emptyDraft } from '../../../src/domain/patient/draft.js';
import { expectAccessible } from '../../assertions/axe.js';
import { recordEvents, place } from '../../harness/place-element.js';
import {
  button,
  choose,
  field,
  fill,
  focused,
  press,
  waitForText,
  until,
} from '../../harness/queries.js';

registerElement('ally-coverage-check', AllyCoverageCheck);
registerElement('ally-patient-form', AllyPatientForm);

describe('the coverage check', () => {
  it('gives a postcode in standard form, and leaves what was typed as it was', async () => {
    const room = await place('ally-coverage-check', {});
    const heard = recordEvents(room, 'postcode-submit');
    await fill(room.renderRoot, 'Postcode', ' sw1a1aa ');
    await press(room.renderRoot, 'Check postcode');
    expect(heard).to.have.length(1);
    expect(heard[0]?.composed).to.equal(false);
    expect(heard[0]).not.to.have.property('detail');
    expect(room.postcode).to.equal('SW1A 1AA');
    await room.updateComplete;
    expect((await field(room.renderRoot, 'Postcode')).value).to.equal(' sw1a1aa ');
  });

  it('asks for what is missing, and takes the message away once it is mended', async () => {
    const room = await place('ally-coverage-check', {});
    const root = room.renderRoot as ShadowRoot;
    const heard = recordEvents(room, 'postcode-submit');
    const input = await field(root, 'Postcode');
    for (const [typed, words] of [
      ['', 'Enter your postcode'],
      ['nowhere', 'Enter a full UK postcode'],
      ['sw1a', 'Enter a full UK postcode, for example SW1A 1AA'],
    ] as const) {
      await fill(root, 'Postcode', typed);
      await press(root, 'Check postcode');
      await waitForText(root, words);
      expect(focused()).to.equal(input);
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(input.getAttribute('aria-describedby')).to.equal('postcode-hint postcode-error');
      await expectAccessible(room);
    }
    await fill(root, 'Postcode', 'sw1a 1aa');
    await room.updateComplete;
    expect(root.querySelector('[part~=error]')).to.equal(null);
    expect(heard).to.have.length(0);
  });

  it('shows a postcode that is given to it, and an answer that keeps the person here', async () => {
    const room = await place('ally-coverage-check', { postcode: 'M1 1AE' });
    const root = room.renderRoot as ShadowRoot;
    expect((await field(root, 'Postcode')).value).to.equal('M1 1AE');
    room.outcome = { covered: false, postcode: 'M1 1AE', reason: 'paused' };
    await waitForText(root, 'We are not taking bookings in M1 1AE just now');
    room.outcome = { covered: false, postcode: 'M1 1AE', reason: 'restricted' };
    await waitForText(root, 'We do not visit M1 1AE yet');
    await expectAccessible(room);
  });

  it('has the attributes that a phone needs', async () => {
    const room = await place('ally-coverage-check', {});
    const input = await field(room.renderRoot, 'Postcode');
    expect(input.autocomplete).to.equal('postal-code');
    expect(input.spellcheck).to.equal(false);
    expect(input.maxLength).to.equal(-1);
    expect(input.placeholder).to.equal('');
    expect(parseFloat(getComputedStyle(input).fontSize)).to.be.at.least(16);
  });
});

describe('a failure of the service', () => {
  for (const [retryAfter, words] of [
    [null, 'Our booking service is very busy. Wait a minute and try again.'],
    [1, 'Our booking service is very busy. Try again in 1 second.'],
    [20, 'Our booking service is very busy. Try again in 20 seconds.'],
    [150, 'Our booking service is very busy. Try again in 3 minutes.'],
  ] as const)
    it(`says when to try again: ${String(retryAfter)}`, async () => {
      const room = await place('ally-coverage-check', { postcode: 'SW1A 1AA' });
      room.problem = {
        ...({ code: 'rate_limited', canRetry: true } as const),
        requestId: null,
        retryAfter,
        param: null,
      };
      await waitForText(room.renderRoot, words);
    });
});

describe('the patient form', () => {
  it('gives what was typed by its draft, and nothing in its events', async () => {
    const room = await place('ally-patient-form', {});
    const root = room.renderRoot as ShadowRoot;
    const heard = recordEvents(room, 'draft-change');
    await fill(root, 'First name', 'Asha');
    await fill(root, 'Month', 'mar');
    await choose(root, 'Someone else');
    expect(room.draft).to.deep.equal({
      ...emptyDraft,
      firstName: 'Asha',
      birthDate: { day: '', month: 'mar', year: '' },
      visitFor: 'other',
    });
    expect(heard).to.have.length(3);
    expect(heard.some(({ composed }) => composed)).to.equal(false);
    expect(heard[0]).not.to.have.property('detail');
  });

  it('lists what is wrong, takes focus to it, and leads to each field', async () => {
    const room = await place('ally-patient-form', {});
    const root = room.renderRoot as ShadowRoot;
    room.problems = { birthDate: 'birth_date_month_missing', phone: 'phone_incomplete' };
    await until(() => focused()?.matches('[part=error-summary]'), 'the list in focus');
    const links = [...root.querySelectorAll<HTMLAnchorElement>('[part=error-summary] a')];
    expect(links.map(({ textContent }) => textContent)).to.deep.equal([
      'Date of birth must include a month',
      'Enter a phone number, like 07700 900 982 or 020 7946 0000',
    ]);
    const before = location.href;
    links[0]?.click();
    expect(focused()).to.equal(await field(root, 'Month'));
    links[1]?.click();
    expect(focused()).to.equal(await field(root, 'Phone number'));
    expect(location.href).to.equal(before);
    const invalid = ['Day', 'Month', 'Year'].map(async (part) =>
      (await field(root, part)).getAttribute('aria-invalid'),
    );
    expect(await Promise.all(invalid)).to.deep.equal(['false', 'true', 'false']);
    await expectAccessible(room);
  });

  it('does not take focus while what is wrong gets less', async () => {
    const room = await place('ally-patient-form', {});
    room.problems = { phone: 'phone_missing', email: 'email_missing' };
    await until(() => focused()?.matches('[part=error-summary]'), 'the list in focus');
    const phone = await field(room.renderRoot, 'Phone number');
    phone.focus();
    room.problems = { email: 'email_missing' };
    await room.updateComplete;
    expect(focused()).to.equal(phone);
  });

  it('can be filled in by the browser in one go', async () => {
    const room = await place('ally-patient-form', {});
    const tokens = [...(room.renderRoot as ShadowRoot).querySelectorAll('input')]
      // As written: Firefox does not know the words of a birthday, and its property hides them.
      .map((input) => input.getAttribute('autocomplete') ?? '')
      .filter((token) => token !== '');
    expect(tokens).to.deep.equal([
      'given-name',
      'family-name',
      'bday-day',
      'bday-month',
      'bday-year',
      'tel',
      'email',
      'address-line1',
      'address-line2',
      'address-level2',
    ]);
    expect((room.renderRoot as ShadowRoot).querySelectorAll('form')).to.have.length(1);
  });

  it('says how much of a note is left, and when it is too much', async () => {
    const room = await place('ally-patient-form', {});
    const root = room.renderRoot as ShadowRoot;
    const note = 'Anything we need to know (optional)';
    await fill(root, note, 'x'.repeat(499));
    await waitForText(root, 'You have 1 character left');
    await fill(root, note, 'x'.repeat(502));
    await waitForText(root, 'You have 2 characters too many');
  });

  it('waits for its answer, and says what went wrong', async () => {
    const room = await place('ally-patient-form', { pending: true });
    const root = room.renderRoot as ShadowRoot;
    expect((await button(root, 'Continue')).getAttribute('aria-disabled')).to.equal('true');
    const heard = recordEvents(room, 'details-submit');
    room.pending = false;
    room.problem = {
      code: 'unavailable',
      canRetry: true,
      requestId: null,
      retryAfter: null,
      param: null,
    };
    await press(root, 'Try again');
    expect(heard).to.have.length(1);
  });
});
