import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  AllyCoverageCheck,
  AllyPatientForm,
  AllyWindowPicker,
  type AppointmentWindow,
} from '../../../src/index.js';
import { registerElement } from '../../../src/components/registration.js';
import { emptyDraft } from '../../../src/booking/draft.js';
import { expectAccessible } from '../../support/axe.js';
import { button, choose, field, fill, focused, isSaid } from '../../support/person.js';
import { press, radios, seen, until } from '../../support/person.js';

registerElement('ally-coverage-check', AllyCoverageCheck);
registerElement('ally-window-picker', AllyWindowPicker);
registerElement('ally-patient-form', AllyPatientForm);

const place = async <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: object,
): Promise<HTMLElementTagNameMap[Tag]> => {
  const room = Object.assign(document.createElement(tag), properties);
  document.body.append(room);
  await (room as unknown as AllyCoverageCheck).updateComplete;
  return room;
};

/** Every event of a kind that a room gives, and whether it left the shadow root it was placed in. */
const hear = (room: HTMLElement, type: string): Event[] => {
  const heard: Event[] = [];
  room.addEventListener(type, (event) => heard.push(event));
  return heard;
};

afterEach(() => {
  document
    .querySelectorAll('ally-coverage-check, ally-window-picker, ally-patient-form')
    .forEach((room) => {
      room.remove();
    });
});

describe('the coverage check', () => {
  it('gives a postcode in standard form, and leaves what was typed as it was', async () => {
    const room = await place('ally-coverage-check', {});
    const heard = hear(room, 'postcode-submit');
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
    const heard = hear(room, 'postcode-submit');
    const input = await field(root, 'Postcode');
    for (const [typed, words] of [
      ['', 'Enter your postcode'],
      ['nowhere', 'Enter a full UK postcode'],
      ['sw1a', 'Enter a full UK postcode, for example SW1A 1AA'],
    ] as const) {
      await fill(root, 'Postcode', typed);
      await press(root, 'Check postcode');
      await seen(root, words);
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
    await seen(root, 'We are not taking bookings in M1 1AE just now');
    room.outcome = { covered: false, postcode: 'M1 1AE', reason: 'restricted' };
    await seen(root, 'We do not visit M1 1AE yet');
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

describe('the window picker', () => {
  const windows: AppointmentWindow[] = Array.from({ length: 24 }, (_, index) => {
    const day = String((index >> 1) + 1).padStart(2, '0');
    const hour = index % 2 === 0 ? '08' : '13';
    return {
      id: `win_${String(index)}`,
      startAt: `2026-12-${day}T${hour}:00:00Z`,
      endAt: `2026-12-${day}T${hour === '08' ? '12' : '17'}:00:00Z`,
      ...(index === 0 ? { price: { amount: 1250, currency: 'GBP' }, remaining: 2 } : {}),
      ...(index === 1 ? { price: { amount: 0, currency: 'GBP' } } : {}),
    };
  });

  it('labels each window with its day, times, price and what is left', async () => {
    const room = await place('ally-window-picker', { windows });
    const labels = radios(room.renderRoot as ShadowRoot).map((radio) =>
      radio.labels?.[0]?.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(labels[0]).to.equal('Tuesday 1 December, 8am to midday £12.50 2 left');
    expect(labels[1]).to.equal('Tuesday 1 December, 1pm to 5pm Free');
    expect(labels).to.have.length(20);
    await expectAccessible(room);
  });

  it('chooses on Continue alone: the arrow keys only select', async () => {
    const room = await place('ally-window-picker', { windows });
    const root = room.renderRoot as ShadowRoot;
    const heard = hear(room, 'window-choose');
    expect(radios(root).some(({ checked }) => checked)).to.equal(false);
    room.focus();
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'ArrowDown' });
    expect(heard).to.have.length(0);
    expect(room.chosen).to.equal('');
    await press(root, 'Continue');
    expect(heard).to.have.length(1);
    expect(room.chosen).to.equal('win_1');
    expect(heard[0]?.composed).to.equal(false);
  });

  it('asks for a choice, tied to the group', async () => {
    const room = await place('ally-window-picker', { windows });
    const root = room.renderRoot as ShadowRoot;
    await press(root, 'Continue');
    await seen(root, 'Select a time for your visit');
    expect(focused()).to.equal(radios(root)[0]);
    expect(root.querySelector('fieldset')?.getAttribute('aria-describedby')).to.equal('hint error');
    radios(root)[0]?.click();
    await room.updateComplete;
    expect(isSaid(root, 'Select a time for your visit')).to.equal(false);
  });

  it('shows ten dates, then later ones, and moves to the first that is new', async () => {
    const room = await place('ally-window-picker', { windows });
    const root = room.renderRoot as ShadowRoot;
    await press(root, 'Show later dates');
    await until(() => radios(root).length === 24, 'all the dates');
    expect(focused()).to.equal(radios(root)[20]);
    expect(isSaid(root, 'Show later dates')).to.equal(false);
  });

  it('shows a window chosen among later dates, and times in the place’s own zone', async () => {
    const room = await place('ally-window-picker', {
      windows,
      chosen: 'win_23',
      timeZone: 'Europe/Paris',
    });
    const checked = radios(room.renderRoot as ShadowRoot).find((radio) => radio.checked);
    expect(checked?.labels?.[0]?.textContent.replace(/\s+/g, ' ').trim()).to.equal(
      'Saturday 12 December, 2pm to 6pm',
    );
  });

  it('offers the nearest three when one has gone, then all', async () => {
    const lost = windows[10];
    const room = await place('ally-window-picker', {
      windows: windows.filter((window) => window !== lost),
      lost,
    });
    const root = room.renderRoot as ShadowRoot;
    await seen(root, 'That time has just gone');
    // A day before is as near as a day after: the sooner one is offered.
    expect(radios(root).map(({ value }) => value)).to.deep.equal(['win_8', 'win_9', 'win_11']);
    await press(root, 'Show all times');
    // Ten dates with two windows each, but for the one that has gone.
    await until(() => radios(root).length === 19, 'all the windows');
  });

  it('asks to look again when there is nothing, or when something went wrong', async () => {
    const room = await place('ally-window-picker', {});
    const root = room.renderRoot as ShadowRoot;
    const heard = hear(room, 'refresh-request');
    await press(root, 'Look again');
    room.problem = { code: 'timed-out', canRetry: true, requestId: null };
    await press(root, 'Try again');
    expect(heard).to.have.length(2);
    room.problem = { code: 'misconfigured', canRetry: false, requestId: null };
    await room.updateComplete;
    expect(root.querySelector('button')).to.equal(null);
    room.pending = true;
    await room.updateComplete;
    expect(root.querySelector('[part=skeleton]')).not.to.equal(null);
  });
});

describe('the patient form', () => {
  it('gives what was typed by its draft, and nothing in its events', async () => {
    const room = await place('ally-patient-form', {});
    const root = room.renderRoot as ShadowRoot;
    const heard = hear(room, 'draft-change');
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
    room.problems = { birthDate: 'birth-date-month-missing', phone: 'phone-incomplete' };
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
    room.problems = { phone: 'phone-missing', email: 'email-missing' };
    await until(() => focused()?.matches('[part=error-summary]'), 'the list in focus');
    const phone = await field(room.renderRoot, 'Phone number');
    phone.focus();
    room.problems = { email: 'email-missing' };
    await room.updateComplete;
    expect(focused()).to.equal(phone);
  });

  it('can be filled in by the browser in one go', async () => {
    const room = await place('ally-patient-form', {});
    const tokens = [...(room.renderRoot as ShadowRoot).querySelectorAll('input')]
      .map(({ autocomplete }) => autocomplete)
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
    const note = 'Anything the clinician should know (optional)';
    await fill(root, note, 'x'.repeat(499));
    await seen(root, 'You have 1 character left');
    await fill(root, note, 'x'.repeat(502));
    await seen(root, 'You have 2 characters too many');
  });

  it('waits for its answer, and says what went wrong', async () => {
    const room = await place('ally-patient-form', { pending: true });
    const root = room.renderRoot as ShadowRoot;
    expect((await button(root, 'Continue')).getAttribute('aria-disabled')).to.equal('true');
    const heard = hear(room, 'details-submit');
    room.pending = false;
    room.problem = { code: 'unavailable', canRetry: true, requestId: null };
    await press(root, 'Try again');
    expect(heard).to.have.length(1);
  });
});
