/** Tags: @engine */
import { expect } from '@open-wc/testing';
import type { AllyBooking } from '../../../src/index.js';
import { createClinic } from '../../../src/mocks/index.js';
import {
  button,
  checkPostcode,
  chooseWindow,
  field,
  fill,
  fillPatient,
  patient,
  press,
  radios,
  waitForText,
  until,
} from '../../harness/queries.js';
import { listen, openClinic, openShop } from '../../fixtures/booking-page.js';

/** Presses a button twice as fast as anybody can. */
const pressTwice = async (root: ParentNode, name: string): Promise<void> => {
  const found = await button(root, name);
  found.click();
  found.click();
};

describe('wherever it stands', () => {
  openClinic(createClinic());

  it('in a closed accordion opens it, so that the browser can say what is missing', async () => {
    const { form, booking } = await openShop();
    const inner = document.createElement('details');
    const outer = document.createElement('details');
    outer.append(inner);
    form.append(outer);
    inner.append(booking);
    expect(booking.checkVisibility()).to.equal(false);
    expect(form.reportValidity()).to.equal(false);
    expect(booking.checkVisibility()).to.equal(true);
    await booking.updateComplete;
    expect(booking.matches(':state(user-invalid)')).to.equal(true);
  });

  it('in a closed accordion lets an order through when there is no service', async () => {
    const { form, booking } = await openShop();
    const fold = document.createElement('details');
    form.append(fold);
    fold.append(booking);
    booking.taskId = 'tsk_none';
    await until(() => form.checkValidity(), 'a form that may be sent');
    booking.whenUnavailable = 'block';
    await until(() => !form.checkValidity(), 'a form that may not');
  });

  it('in another shadow root works, and says that a form outside cannot see it', async () => {
    const said: unknown[] = [];
    const warn = console.warn;
    console.warn = (...words: unknown[]) => said.push(words.join(' '));
    const { form } = await openShop();
    const host = document.createElement('div');
    form.replaceChildren(host);
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML =
      '<ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood"></ally-booking>';
    const booking = root.querySelector<AllyBooking>('ally-booking');
    await checkPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await fillPatient(form);
    await press(form, 'Continue');
    await until(() => booking?.complete, 'the value');
    console.warn = warn;
    expect(new FormData(form).has('appointment')).to.equal(false);
    expect(said).to.deep.equal([
      '<ally-booking> stands in a shadow root: a form outside of it cannot see it. Use mirror-name. See docs/embedding.md#in-a-shadow-root',
    ]);
  });

  it('taken out and put back at each step, goes on where it was', async () => {
    const { form, booking } = await openShop();
    const move = (): void => {
      const place = document.createElement('div');
      form.append(place);
      place.append(booking);
    };
    await fill(form, 'Postcode', 'sw1a 1aa');
    move();
    expect((await field(form, 'Postcode')).value).to.equal('sw1a 1aa');
    await press(form, 'Check postcode');
    move();
    await button(form, 'Continue');
    radios(form)[1]?.click();
    move();
    expect(radios(form)[1]?.checked).to.equal(true);
    await press(form, 'Continue');
    await fillPatient(form);
    move();
    for (const [label, text] of Object.entries(patient))
      expect((await field(form, label)).value, label).to.equal(text);
    await press(form, 'Continue');
    move();
    await waitForText(form, 'Your visit is ready to book');
    const { value } = booking;
    move();
    await booking.updateComplete;
    expect(new FormData(form).get('appointment')).to.equal(value);
  });

  it('takes a double click on any of its buttons for one', async () => {
    const { form, booking } = await openShop();
    const heard = listen(booking);
    const count = (type: string): number => heard.filter((event) => event.type === type).length;
    await fill(form, 'Postcode', 'SW1A 1AA');
    await pressTwice(form, 'Check postcode');
    await until(() => radios(form).length > 0, 'the windows');
    radios(form)[0]?.click();
    await pressTwice(form, 'Continue');
    await fillPatient(form);
    await pressTwice(form, 'Continue');
    await until(() => booking.complete, 'the value');
    await until(() => count('ally-change') > 0, 'the event');
    expect(['ally-coverage', 'ally-submit', 'ally-change'].map(count)).to.deep.equal([1, 1, 1]);
    await pressTwice(form, 'Change time');
    expect(booking.step).to.equal('window');
    await until(() => count('ally-step') === 4, 'the way back');
    expect(count('ally-step')).to.equal(4);
  });
});
