/** Tags: @date @engine */
import { expect } from '@open-wc/testing';
import { AllyBooking } from '../../../src/index.js';
import { createClinic, defaultTask } from '../../../src/mocks/index.js';
import {
  button,
  checkPostcode,
  choose,
  chooseWindow,
  field,
  fill,
  fillPatient,
} from '../../harness/queries.js';
import {
  focused,
  isTextShown,
  patient,
  press,
  radios,
  waitForText,
  until,
} from '../../harness/queries.js';
import { listen, openClinic, openShop } from '../../fixtures/booking-page.js';

describe('in the merchant’s form', () => {
  openClinic(createClinic({ firstWindows: false }));

  it('points at the step that is missing, and says what it wants', async () => {
    const { form, booking } = await openShop();
    expect(booking.reportValidity()).to.equal(false);
    await booking.updateComplete;
    expect(booking.validationMessage).to.match(/^Check your postcode/);
    expect(booking.validity.valueMissing).to.equal(true);
    expect(booking.willValidate).to.equal(true);
    expect(booking.matches(':state(user-invalid)')).to.equal(true);
    await checkPostcode(form, 'SW1A 1AA');
    await button(form, 'Continue');
    expect(booking.validationMessage).to.equal('Choose a time for your visit');
    expect(booking.matches(':state(covered)')).to.equal(true);
    await chooseWindow(form);
    await field(form, 'First name');
    expect(booking.validationMessage).to.match(/^Give the patient/);
    expect(booking.checkValidity()).to.equal(false);
  });

  it('leaves a person where they have gone: nothing takes focus back', async () => {
    const { form, booking } = await openShop();
    await checkPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    const me = await field(form, 'Me');
    me.focus();
    me.click();
    await booking.updateComplete;
    // As a press beside the visit does, right after what was selected is told.
    me.blur();
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise(requestAnimationFrame);
    expect(document.activeElement?.localName).to.equal('body');
  });

  it('lets a form through that does not require it', async () => {
    const { form, booking } = await openShop('');
    expect(form.checkValidity()).to.equal(true);
    expect(new FormData(form).get('appointment')).to.equal(null);
    expect(booking.value).to.equal('');
  });

  it('is empty and valid without a Task, and begins when it gets one', async () => {
    const { form, booking } = await openShop();
    booking.taskId = '';
    await booking.updateComplete;
    expect(form.checkValidity()).to.equal(true);
    expect(isTextShown(form, 'Postcode')).to.equal(false);
    expect(booking.getSelection()).to.equal(undefined);
    booking.taskId = defaultTask.id;
    await checkPostcode(form, 'SW1A 1AA');
    await button(form, 'Continue');
  });

  it('goes back to the beginning when the form is reset', async () => {
    const { form, booking } = await openShop();
    const heard = listen(booking);
    await checkPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await fillPatient(form);
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
    await until(() => heard.some(({ type }) => type === 'ally-change'), 'the change');
    form.reset();
    await booking.updateComplete;
    expect(booking.step).to.equal('coverage');
    expect((await field(form, 'Postcode')).value).to.equal('');
    expect(new FormData(form).get('appointment')).to.equal(null);
    await until(() => heard.filter(({ type }) => type === 'ally-change').length === 2, 'a change');
    expect(heard.filter(({ type }) => type === 'ally-change').at(-1)?.detail).to.deep.equal({
      complete: false,
      windowId: null,
      startAt: null,
      endAt: null,
      price: null,
    });
  });

  it('forgets on reset what was typed but not yet given', async () => {
    const { form, booking } = await openShop();
    await fill(form, 'Postcode', 'nowhere');
    await press(form, 'Check postcode');
    await waitForText(form, 'Enter a full UK postcode');
    form.reset();
    await booking.updateComplete;
    expect((await field(form, 'Postcode')).value).to.equal('');
    expect(isTextShown(form, 'Enter a full UK postcode')).to.equal(false);
  });

  it('is out of use in a disabled fieldset', async () => {
    const { form, booking } = await openShop();
    form.innerHTML = '<fieldset disabled></fieldset>';
    form.firstElementChild?.append(booking);
    await until(() => booking.shadowRoot?.querySelector('.booking[inert]'), 'an inert element');
    expect(form.checkValidity()).to.equal(true);
  });

  it('Change leads back to any step, keeps everything, and gives the value up', async () => {
    const { form, booking } = await openShop();
    await checkPostcode(form, 'sw1a 1aa');
    const chosen = await chooseWindow(form, 1);
    await fillPatient(form);
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
    await press(form, 'Change patient details');
    expect(booking.value).to.equal('');
    for (const [label, text] of Object.entries(patient))
      expect((await field(form, label)).value, label).to.equal(text);
    await press(form, 'Change time');
    await button(form, 'Continue');
    expect(
      radios(form)
        .find(({ checked }) => checked)
        ?.labels?.[0]?.textContent.replace(/\s+/g, ' ')
        .trim(),
    ).to.equal(chosen);
    await press(form, 'Change postcode');
    expect((await field(form, 'Postcode')).value).to.equal('SW1A 1AA');
    expect(focused()?.textContent.trim()).to.equal('Your postcode');
    await press(form, 'Check postcode');
    await press(form, 'Continue');
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value again');
    expect(booking.getSelection()?.finished?.patients[0]?.firstName).to.equal('Zebedina');
  });

  it('keeps everything when it is taken out and put back, even while it waits', async () => {
    const { form, booking } = await openShop();
    await checkPostcode(form, 'SW1A 1AA');
    booking.remove();
    await booking.updateComplete;
    form.append(booking);
    await chooseWindow(form);
    await fillPatient(form);
    booking.remove();
    form.append(booking);
    expect((await field(form, 'First name')).value).to.equal('Zebedina');
    await press(form, 'Continue');
    await waitForText(form, 'Your visit is ready to book');
    expect(new FormData(form).get('appointment')).to.match(/^sel_/);
  });

  it('seals nothing when the page prevents it', async () => {
    const { form, booking } = await openShop();
    booking.addEventListener('ally-submit', (event) => {
      event.preventDefault();
    });
    await checkPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await fillPatient(form);
    const heard = listen(booking);
    await press(form, 'Continue');
    await until(() => heard.some(({ type }) => type === 'ally-submit'), 'the event');
    await booking.updateComplete;
    expect(booking.step).to.equal('patient');
    expect(booking.value).to.equal('');
  });

  it('focuses the first thing that needs an answer', async () => {
    const { form, booking } = await openShop();
    booking.focus();
    expect(focused()).to.equal(await field(form, 'Postcode'));
  });

  it('two on a page keep apart', async () => {
    const one = await openShop();
    const two = await openShop();
    await checkPostcode(one.form, 'SW1A 1AA');
    await until(() => one.booking.step === 'window', 'the first');
    expect(two.booking.step).to.equal('coverage');
    expect(new AllyBooking().step).to.equal('coverage');
  });

  it('shows its fallback and says why when the journey cannot start', async () => {
    const { form, booking } = await openShop('required', '<b>Call us on 020 7946 0000</b>');
    const heard = listen(booking);
    const warn = console.warn;
    const said: unknown[] = [];
    console.warn = (...words: unknown[]) => said.push(words.join(' '));
    booking.taskId = 'tsk_none';
    await waitForText(form, 'Call us on 020 7946 0000');
    await until(() => heard.length > 0, 'the event');
    console.warn = warn;
    expect(heard).to.deep.equal([
      { type: 'ally-load-error', detail: { code: 'not_found', canRetry: false } },
    ]);
    expect(said).to.deep.equal(['<ally-booking> cannot start: not_found']);
    expect(form.checkValidity()).to.equal(true);
    booking.refresh();
    await until(() => heard.length > 1, 'another try');
  });

  it('speaks the merchant’s words where they are given', async () => {
    const { form, booking } = await openShop();
    booking.strings = { title: 'When may we come?', checkPostcode: 'Look' };
    await waitForText(form, 'When may we come?');
    await fill(form, 'Postcode', '');
    await press(form, 'Look');
    await waitForText(form, /Enter your postcode/);
  });

  it('draws a visit for someone else in other words, without autofill', async () => {
    const { form } = await openShop();
    await checkPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await choose(form, 'Someone else');
    await waitForText(form, 'About the patient');
    expect((await field(form, 'First name')).autocomplete).to.equal('off');
    expect((await field(form, 'Your phone number')).autocomplete).to.equal('tel');
    await choose(form, 'Me');
    await waitForText(form, 'About you');
    expect((await field(form, 'First name')).autocomplete).to.equal('given-name');
  });

  it('set up before its script has run, takes on the properties that it was given', async () => {
    const early = document.createElement('ally-early');
    const form = document.createElement('form');
    form.className = 'shop';
    form.append(early);
    document.body.append(form);
    const words = { title: 'Given early' };
    Object.assign(early, { apiBase: '/ally', taskId: 'tsk_blood', strings: words, name: 'visit' });
    customElements.define('ally-early', class extends AllyBooking {});
    await form.querySelector<AllyBooking>('ally-early')?.ready;
    await waitForText(form, 'Given early');
    await fill(form, 'Postcode', 'SW1A 1AA');
    await press(form, 'Check postcode');
    await button(form, 'Continue');
    expect(early.getAttribute('name')).to.equal('visit');
  });
});
