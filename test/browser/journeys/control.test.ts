/** Tags: @engine */
import { expect } from '@open-wc/testing';
import { createClinic } from '../../../src/mocks/index.js';
import {
  button,
  checkPostcode,
  chooseWindow,
  fillPatient,
  isTextShown,
  press,
  waitForText,
  until,
} from '../../harness/queries.js';
import { listen, openClinic, openShop, type Shop } from '../../fixtures/booking-page.js';

/** Goes all the way to the value. */
const finish = async ({ form, booking }: Shop): Promise<void> => {
  await checkPostcode(form, 'SW1A 1AA');
  await chooseWindow(form);
  await fillPatient(form);
  await press(form, 'Continue');
  await until(() => booking.complete, 'the value');
};

describe('as a form control', () => {
  openClinic(createClinic());

  it('belongs to its form, and to its labels', async () => {
    const { form, booking } = await openShop();
    expect(booking.form === form).to.equal(true);
    booking.id = 'visit';
    const label = document.createElement('label');
    label.htmlFor = 'visit';
    label.textContent = 'Your visit';
    form.prepend(label);
    expect([...booking.labels].map(({ textContent }) => textContent)).to.deep.equal(['Your visit']);
  });

  it('disabled, is neither asked nor sent', async () => {
    const shop = await openShop();
    await finish(shop);
    const { form, booking } = shop;
    expect(new FormData(form).has('appointment')).to.equal(true);
    booking.disabled = true;
    await until(() => booking.shadowRoot?.querySelector('.booking[inert]'), 'an inert element');
    expect(booking.hasAttribute('disabled')).to.equal(true);
    expect(new FormData(form).has('appointment')).to.equal(false);
    expect(booking.willValidate).to.equal(false);
    booking.disabled = false;
    await until(() => booking.shadowRoot?.querySelector('.booking:not([inert])'), 'it in use');
    expect(new FormData(form).has('appointment')).to.equal(true);
  });

  it('waits for the merchant’s own reason too, in the merchant’s words', async () => {
    const shop = await openShop('');
    const { form, booking } = shop;
    booking.setCustomValidity('Choose a payment first');
    expect(form.checkValidity()).to.equal(false);
    expect(booking.validity.customError).to.equal(true);
    expect(booking.validationMessage).to.equal('Choose a payment first');
    await finish(shop);
    expect(form.checkValidity()).to.equal(false);
    booking.setCustomValidity('');
    expect(form.checkValidity()).to.equal(true);
  });

  it('keeps for a reload the token and the summary, and begins anew when that is changed', async () => {
    const first = await openShop();
    await finish(first);
    const { value, summary } = first.booking;
    const second = await openShop();
    const heard = listen(second.booking);
    second.booking.formStateRestoreCallback(
      JSON.stringify({ token: value, expiresAt: '2999-01-01T00:00:00Z', summary }),
      'restore',
    );
    await waitForText(second.form, 'Your visit is ready to book');
    expect(second.booking.value).to.equal(value);
    expect(new FormData(second.form).get('appointment')).to.equal(value);
    expect(second.booking.summary).to.deep.equal(summary);
    expect(second.form.contains(document.activeElement), 'focus stays where it was').to.equal(
      false,
    );
    expect(heard).to.deep.equal([]);
    await press(second.form, 'Change time');
    expect(second.booking.step).to.equal('coverage');
    expect(second.booking.value).to.equal('');
    await checkPostcode(second.form, 'SW1A 1AA');
    await button(second.form, 'Continue');
  });

  it('takes nothing back whose promise has ended', async () => {
    const { form, booking } = await openShop();
    const kept = { token: 'sel_old', expiresAt: '2020-01-01T00:00:00Z', summary: null };
    booking.formStateRestoreCallback(JSON.stringify(kept), 'restore');
    await button(form, 'Check postcode');
    expect(booking.value).to.equal('');
  });

  it('tells whoever is asked for help how it stands, and nothing personal', async () => {
    const shop = await openShop();
    await finish(shop);
    const { problems, ...setup } = shop.booking.diagnostics();
    expect(setup).to.deep.equal({
      version: setup.version,
      apiBase: '/ally',
      taskId: 'tsk_blood',
      mode: 'checkout',
      required: true,
      disabled: false,
      whenUnavailable: 'allow',
      step: 'review',
      complete: true,
    });
    expect(setup.version).to.match(/^\d+\.\d+\.\d+$/);
    expect(problems).to.deep.equal([]);
  });

  it('offers to tell the person only where the page listens', async () => {
    const { form, booking } = await openShop();
    const heard = listen(booking);
    await checkPostcode(form, 'ZZ99 1AB');
    await waitForText(form, /^We do not visit/);
    expect(isTextShown(form, 'Tell me when you visit here')).to.equal(false);
    booking.notify = true;
    await press(form, 'Tell me when you visit here');
    await waitForText(form, 'The shop will let you know.');
    expect(heard.at(-1)).to.deep.equal({ type: 'ally-notify', detail: { reason: 'not-covered' } });
    expect(booking.getSelection()?.postcode).to.equal('ZZ99 1AB');
  });
});
