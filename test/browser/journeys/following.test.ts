/** Tags: @date */
import { expect } from '@open-wc/testing';
import type { AllyBooking } from '../../../src/index.js';
import { expectAccessible } from '../../assertions/axe.js';
import { typeKeys } from '../../harness/input.js';
import {
  button,
  chooseWindow,
  field,
  fillPatient,
  focused,
  isTextShown,
  press,
  radios,
  waitForText,
  type,
  until,
} from '../../harness/queries.js';
import { listen, openClinic, openShop } from '../../fixtures/booking-page.js';

const address =
  '<label>Address postcode <input id="postcode" autocomplete="shipping postal-code"></label>';

/** A shop whose own form has a postcode, as it stands when the page is opened. */
const openAddress = async (postcode = '') => {
  const { form, booking } = await openShop('required postcode-from="#postcode"');
  form.insertAdjacentHTML('afterbegin', address);
  const shops = form.querySelector<HTMLInputElement>('#postcode') as HTMLInputElement;
  shops.value = postcode;
  return { form, booking, shops };
};

const answered = (booking: AllyBooking, postcode: string) =>
  until(
    () => booking.step === 'window' && booking.getSelection()?.postcode === postcode,
    `the windows of ${postcode}`,
  );

const finish = async (form: HTMLFormElement, booking: AllyBooking, index = 0): Promise<void> => {
  await chooseWindow(form, index);
  await fillPatient(form);
  await press(form, 'Continue');
  await until(() => booking.complete, 'the value');
};

describe('F18: follows the postcode of the shop’s own form', () => {
  const clinic = openClinic();

  it('that stands there already, and asks for none', async () => {
    const { form, booking } = await openAddress('sw1a1aa');
    await answered(booking, 'SW1A 1AA');
    expect(isTextShown(form, 'Postcode')).to.equal(false);
    await waitForText(form, 'From your address in this order. Change it there, or here.');
  });

  it('while it is typed, without waiting for anything else, and leaves the person there', async () => {
    const { form, booking, shops } = await openAddress();
    await waitForText(form, /^We look for free times as soon as/);
    expect(isTextShown(form, 'Check postcode')).to.equal(false);
    shops.focus();
    await typeKeys('sw1a 1a');
    expect(booking.getSelection()?.postcode).to.equal('');
    await typeKeys('a');
    await answered(booking, 'SW1A 1AA');
    await button(form, 'Continue');
    expect(focused() === shops).to.equal(true);
  });

  it('when it is pasted', async () => {
    const { booking, shops } = await openAddress();
    shops.value = 'M1 1AE';
    const inputType = 'insertFromPaste';
    shops.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType }));
    await answered(booking, 'M1 1AE');
  });

  it('when the browser fills it in without a change event', async () => {
    const { booking, shops } = await openAddress();
    shops.value = 'M1 1AE';
    shops.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await answered(booking, 'M1 1AE');
  });

  it('when only a change is told', async () => {
    const { booking, shops } = await openAddress();
    shops.value = 'M1 1AE';
    shops.dispatchEvent(new Event('change', { bubbles: true }));
    await answered(booking, 'M1 1AE');
  });

  it('when a script sets it and no event says so', async () => {
    const { booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    shops.value = 'M1 1AE';
    await answered(booking, 'M1 1AE');
  });

  it('when another field takes its place', async () => {
    const { form, booking } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    form.querySelector('label')?.remove();
    form.insertAdjacentHTML('beforeend', address.replace('<input', '<input value="M1 1AE"'));
    await answered(booking, 'M1 1AE');
  });

  it('when the field appears later, unless a postcode is being typed here', async () => {
    const { form, booking } = await openShop('postcode-from="#postcode"');
    type(await field(form, 'Postcode'), 'E1');
    form.insertAdjacentHTML('afterbegin', address.replace('<input', '<input value="M1 1AE"'));
    const shops = form.querySelector<HTMLInputElement>('#postcode');
    shops?.dispatchEvent(new Event('input', { bubbles: true }));
    await booking.updateComplete;
    expect((await field(form, 'Postcode')).value).to.equal('E1');
    type(await field(form, 'Postcode'), '');
    await answered(booking, 'M1 1AE');
  });

  it('in its own root before that of the document', async () => {
    const { form, shops } = await openAddress('SW1A 1AA');
    form.querySelector('ally-booking')?.remove();
    const host = document.createElement('div');
    form.append(host);
    const root = host.attachShadow({ mode: 'open' });
    const place = '<ally-booking api-base="/ally" task-id="tsk_blood" postcode-from="#postcode">';
    root.innerHTML = `${address.replace('<input', '<input value="M1 1AE"')}${place}`;
    const booking = root.querySelector('ally-booking') as AllyBooking;
    await answered(booking, 'M1 1AE');
    root.querySelector('label')?.remove();
    await answered(booking, 'SW1A 1AA');
    expect(shops.value).to.equal('SW1A 1AA');
  });

  it('and keeps what it gave when the field is taken away', async () => {
    const { form, booking } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    form.querySelector('label')?.remove();
    await finish(form, booking);
    expect(booking.getSelection()?.postcode).to.equal('SW1A 1AA');
  });

  it('is asked for here where the selector names nothing, or is none', async () => {
    for (const selector of ['#nothing', '???']) {
      const { form, booking } = await openShop(`postcode-from="${selector}"`);
      type(await field(form, 'Postcode'), 'SW1A 1AA');
      await press(form, 'Check postcode');
      await answered(booking, 'SW1A 1AA');
    }
  });

  it('points at the shop’s field while that is what needs an answer', async () => {
    const { form, booking, shops } = await openAddress('SW1A');
    await waitForText(form, /^We look for free times as soon as/);
    booking.focus();
    expect(focused() === shops).to.equal(true);
    await expectAccessible(form);
  });

  it('after a choice keeps the window that still holds, and all that was typed', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    await finish(form, booking);
    const { summary, value } = booking;
    const heard = listen(booking);
    shops.focus();
    shops.value = 'SW1A 2AA';
    await until(() => booking.value === '', 'the value given up');
    await waitForText(form, /is free there too\. Check the address below/);
    await waitForText(form, 'Your address now has the postcode SW1A 2AA');
    expect(focused() === shops).to.equal(true);
    await expectAccessible(form);
    expect((await field(form, 'First name')).value).to.equal('Zebedina');
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value again');
    expect(booking.summary).to.deep.equal(summary);
    expect(booking.value).not.to.equal(value);
    expect(booking.getSelection()?.finished?.location.address.postcode).to.equal('SW1A 2AA');
    await until(() => heard.filter(({ type: name }) => name === 'ally-change').length > 1, 'both');
    expect(JSON.stringify(heard)).not.to.contain('SW1A');
  });

  it('after a choice says so when the window does not hold, and offers the nearest', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    const startsAt = (postcode: string): string[] =>
      clinic.coverage({ taskId: 'tsk_blood', postcode }).windows?.map(({ startAt }) => startAt) ??
      [];
    const there = startsAt('ZZ99 1AJ');
    const only = startsAt('SW1A 1AA').findIndex((startAt) => !there.includes(startAt));
    await finish(form, booking, only);
    shops.value = 'ZZ99 1AJ';
    await waitForText(form, 'Your time is not free at the new postcode');
    await waitForText(form, /is not free at ZZ99 1AJ\. These are the nearest times/);
    await until(() => radios(form).length === 3, 'the windows there');
    expect(form.checkValidity()).to.equal(false);
    await chooseWindow(form);
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
  });

  it('after a choice says so where nobody goes, and goes on when the address is put right', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    await finish(form, booking);
    shops.focus();
    shops.value = 'ZZ99 1AB';
    await waitForText(form, /^We do not visit ZZ99 1AB/);
    expect(focused() === shops).to.equal(true);
    await expectAccessible(form);
    shops.value = 'SW1A 1AA';
    await answered(booking, 'SW1A 1AA');
    expect(radios(form).some(({ checked }) => checked)).to.equal(true);
  });

  it('until another postcode is given here, and again when the person says so', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    await press(form, 'Change postcode');
    expect((await field(form, 'Postcode')).value).to.equal('SW1A 1AA');
    type(await field(form, 'Postcode'), 'M1 1AE');
    await press(form, 'Check postcode');
    await answered(booking, 'M1 1AE');
    expect(focused()?.textContent.trim()).to.equal('Date and time');
    expect(isTextShown(form, /^From your address/)).to.equal(false);
    shops.value = 'E1 6AN';
    shops.dispatchEvent(new Event('input', { bubbles: true }));
    await booking.updateComplete;
    expect(booking.getSelection()?.postcode).to.equal('M1 1AE');
    await press(form, 'Change postcode');
    await press(form, 'Use E1 6AN, from your address');
    await answered(booking, 'E1 6AN');
    await waitForText(form, /^From your address/);
  });

  it('or is given here before there is one in the address', async () => {
    const { form, booking } = await openAddress();
    await press(form, 'Use another postcode');
    await until(() => focused()?.id === 'postcode', 'focus in our field');
    type(await field(form, 'Postcode'), 'M1 1AE');
    await press(form, 'Check postcode');
    await answered(booking, 'M1 1AE');
  });

  it('the same postcode given here is the shop’s', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    await press(form, 'Change postcode');
    await press(form, 'Check postcode');
    await answered(booking, 'SW1A 1AA');
    shops.value = 'M1 1AE';
    await answered(booking, 'M1 1AE');
  });

  it('through a reset, another Task, and a way out of the page and back', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    shops.defaultValue = 'M1 1AE';
    form.reset();
    await answered(booking, 'M1 1AE');
    const heard = listen(booking);
    booking.taskId = 'tsk_fasting';
    await until(() => heard.some(({ type: name }) => name === 'ally-step'), 'another journey');
    await answered(booking, 'M1 1AE');
    booking.remove();
    shops.value = 'E1 6AN';
    form.append(booking);
    await answered(booking, 'E1 6AN');
  });

  it('keeps over a reload what was sealed, also while the address comes back', async () => {
    const first = await openAddress('SW1A 1AA');
    await answered(first.booking, 'SW1A 1AA');
    await finish(first.form, first.booking);
    const { value, summary } = first.booking;
    first.form.remove();
    const { form, booking, shops } = await openAddress();
    booking.formStateRestoreCallback(
      JSON.stringify({ token: value, expiresAt: '2999-01-01T00:00:00Z', summary }),
      'restore',
    );
    await waitForText(form, 'Your visit is ready to book');
    shops.value = 'SW1A 1AA';
    await until(() => booking.getSelection()?.postcode === 'SW1A 1AA', 'the postcode seen');
    expect(booking.value).to.equal(value);
    shops.value = 'M1 1AE';
    await answered(booking, 'M1 1AE');
    expect(booking.value).to.equal('');
  });

  it('asks once for each postcode, and is done with when it is out of the page', async () => {
    const asked: string[] = [];
    const { booking, shops } = await openAddress('SW1A 1AA');
    booking.fetch = (...[input, init]: Parameters<typeof fetch>) => {
      asked.push(new URL(input instanceof Request ? input.url : input, location.href).pathname);
      return fetch(input, init);
    };
    await answered(booking, 'SW1A 1AA');
    shops.dispatchEvent(new Event('input', { bubbles: true }));
    shops.dispatchEvent(new Event('change', { bubbles: true }));
    await booking.updateComplete;
    expect(asked.filter((path) => path.endsWith('/coverage')).length).to.equal(1);
    booking.remove();
    asked.length = 0;
    shops.value = 'M1 1AE';
    shops.dispatchEvent(new Event('input', { bubbles: true }));
    await booking.updateComplete;
    expect(asked).to.deep.equal([]);
  });

  it('says aloud what has become of the choice', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await answered(booking, 'SW1A 1AA');
    await chooseWindow(form);
    await field(form, 'First name');
    const aloud = (): string =>
      [...(booking.shadowRoot?.querySelectorAll('[role=status], [role=alert]') ?? [])]
        .map(({ textContent }) => textContent)
        .join('');
    shops.value = 'SW1A 2AA';
    await until(() => aloud().startsWith('Your time is free at SW1A 2AA too.'), 'that it holds');
    await waitForText(form, /^We are holding this time for you/);
    clinic.use('no-windows');
    shops.value = 'E1 6AN';
    await until(() => aloud().startsWith('Your time is not free at E1 6AN.'), 'that it does not');
  });
});
