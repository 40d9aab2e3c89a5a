/** Tags: @engine */
import { expect } from '@open-wc/testing';
import {
  checkPostcode,
  choose,
  chooseWindow,
  field,
  fill,
  fillPatient,
  isTextShown,
  patient,
  press,
  waitForText,
  until,
} from '../../harness/queries.js';
import { listen, openClinic, openShop, type Shop } from '../../fixtures/booking-page.js';

openClinic();

const control = (autocomplete: string, value: string, more = ''): string =>
  `<label>Shop’s ${autocomplete} <input autocomplete="${autocomplete}" value="${value}" ${more}></label>`;

/** An address of the shop's, as one kind of it. */
const address = (kind: string, line1: string, postcode: string): string =>
  control(`${kind} address-line1`, line1) +
  control(`${kind} address-level2`, 'Testhampton') +
  control(`${kind} postal-code`, postcode);

const openFilled = async (fields: string, attributes = 'prefill-from="#address"') => {
  const shop = await openShop(`required ${attributes}`);
  shop.form.insertAdjacentHTML('afterbegin', `<fieldset id="address">${fields}</fieldset>`);
  return shop;
};

const toPatient = async ({ form, booking }: Shop): Promise<void> => {
  await until(() => booking.step === 'window', 'the windows');
  await chooseWindow(form);
  await field(form, 'Me');
};

const valueOf = async (form: HTMLFormElement, label: string): Promise<string> =>
  (await field(form, label)).value;

const shops = (form: HTMLFormElement, autocomplete: string): HTMLInputElement => {
  const found = form.querySelector<HTMLInputElement>(`[autocomplete="${autocomplete}"]`);
  if (!found) throw new Error(`The shop has no ${autocomplete}.`);
  return found;
};

const set = (form: HTMLFormElement, autocomplete: string, value: string): void => {
  const input = shops(form, autocomplete);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

const person =
  control('given-name', 'Zebedina') +
  control('family-name', 'Quillfeather') +
  control('email', 'zebedina@example.com') +
  control('section-a mobile tel', '07700 900123');

describe('prefill-from: what the shop’s form has is not asked twice', () => {
  it('reads names, phone, email and address by their tokens, for "Me" alone', async () => {
    const shop = await openFilled(
      person + address('shipping', '12 Markerstone Street', 'SW1A 1AA'),
    );
    const { form } = shop;
    await toPatient(shop);
    expect(await valueOf(form, 'First name')).to.equal('');
    await choose(form, 'Someone else');
    expect(await valueOf(form, 'First name')).to.equal('');
    await choose(form, 'Me');
    expect(await valueOf(form, 'First name')).to.equal('Zebedina');
    expect(await valueOf(form, 'Last name')).to.equal('Quillfeather');
    expect(await valueOf(form, 'Phone number')).to.equal('07700 900123');
    expect(await valueOf(form, 'Email address')).to.equal('zebedina@example.com');
    expect(await valueOf(form, 'Address line 1')).to.equal('12 Markerstone Street');
    expect(await valueOf(form, 'Town or city')).to.equal('Testhampton');
    await choose(form, 'Someone else');
    expect(await valueOf(form, 'First name')).to.equal('');
  });

  it('takes the delivery address before the payer’s, whole, and follows its postcode', async () => {
    const shop = await openFilled(
      address('billing', '1 Payer’s Way', 'M1 1AE') +
        control('billing address-line2', 'Flat 1') +
        address('shipping', '12 Markerstone Street', 'SW1A 1AA') +
        control('shipping address-line2', ''),
    );
    await toPatient(shop);
    await choose(shop.form, 'Me');
    expect(shop.booking.getSelection()?.postcode).to.equal('SW1A 1AA');
    expect(await valueOf(shop.form, 'Address line 1')).to.equal('12 Markerstone Street');
    expect(await valueOf(shop.form, 'Address line 2 (optional)')).to.equal('');
  });

  it('leaves fields alone that nobody sees or that are out of use', async () => {
    const shop = await openFilled(
      `<div hidden>${address('shipping', '99 Hidden Street', 'E1 6AN')}</div>` +
        control('given-name', 'Off', 'disabled') +
        address('billing', '1 Payer’s Way', 'M1 1AE'),
    );
    await toPatient(shop);
    await choose(shop.form, 'Me');
    expect(shop.booking.getSelection()?.postcode).to.equal('M1 1AE');
    expect(await valueOf(shop.form, 'Address line 1')).to.equal('1 Payer’s Way');
    expect(await valueOf(shop.form, 'First name')).to.equal('');
  });

  it('takes a whole name apart, and a street in two lines', async () => {
    const shop = await openFilled(
      `${control('name', 'Zebedina Anne Quillfeather')}
       <textarea autocomplete="street-address">12 Markerstone Street\nFlat Xylophone</textarea>
       ${control('postal-code', 'SW1A 1AA')}`,
    );
    await toPatient(shop);
    await choose(shop.form, 'Me');
    expect(await valueOf(shop.form, 'First name')).to.equal('Zebedina Anne');
    expect(await valueOf(shop.form, 'Last name')).to.equal('Quillfeather');
    expect(await valueOf(shop.form, 'Address line 1')).to.equal('12 Markerstone Street');
    expect(await valueOf(shop.form, 'Address line 2 (optional)')).to.equal('Flat Xylophone');
  });

  it('follows what is changed there, and never what was typed or emptied here', async () => {
    const shop = await openFilled(
      person + address('shipping', '12 Markerstone Street', 'SW1A 1AA'),
    );
    const { form } = shop;
    await toPatient(shop);
    await choose(form, 'Me');
    await fill(form, 'Email address', '');
    expect(await valueOf(form, 'Email address')).to.equal('');
    await fill(form, 'First name', 'Zeb');
    set(form, 'given-name', 'Zebediah');
    set(form, 'family-name', 'Featherquill');
    await until(
      () => shop.booking.getSelection()?.draft.lastName === 'Featherquill',
      'the new last name',
    );
    expect(await valueOf(form, 'First name')).to.equal('Zeb');
    expect(await valueOf(form, 'Email address')).to.equal('');
  });

  it('gives no address to a visit at another postcode, and the new one after a move', async () => {
    const shop = await openFilled(address('shipping', '12 Markerstone Street', 'SW1A 1AA'));
    const { form, booking } = shop;
    await toPatient(shop);
    await choose(form, 'Me');
    expect(await valueOf(form, 'Address line 1')).to.equal('12 Markerstone Street');
    set(form, 'shipping address-line1', '7 Otherstone Road');
    set(form, 'shipping postal-code', 'SW1A 2AA');
    await waitForText(form, /is free there too/);
    await until(() => booking.getSelection()?.draft.line1 === '7 Otherstone Road', 'the address');
    await press(form, 'Change postcode');
    await checkPostcode(form, 'M1 1AE');
    await until(() => booking.step === 'window', 'the windows');
    await chooseWindow(form);
    await until(() => booking.getSelection()?.draft.line1 === '', 'no address');
    expect(await valueOf(form, 'Address line 1')).to.equal('');
  });

  it('comes after what the page’s own code gives', async () => {
    const shop = await openFilled(person + control('postal-code', 'SW1A 1AA'));
    shop.booking.prefill = { firstName: 'Given' };
    await toPatient(shop);
    await choose(shop.form, 'Me');
    expect(await valueOf(shop.form, 'First name')).to.equal('Given');
    expect(await valueOf(shop.form, 'Last name')).to.equal('Quillfeather');
  });

  it('asks for the postcode where the form has none', async () => {
    const { form, booking } = await openFilled(person);
    await checkPostcode(form, 'SW1A 1AA');
    await until(() => booking.step === 'window', 'the windows');
  });

  it('tells the page nothing of the shop’s fields, in events, storage or markup', async () => {
    const shop = await openFilled(
      person + address('shipping', '12 Markerstone Street', 'SW1A 1AA'),
      'prefill-from="#address" mirror-name="visit" state-key="checkout"',
    );
    const { form, booking } = shop;
    const heard = listen(booking);
    await toPatient(shop);
    await fillPatient(form);
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
    await until(() => heard.some(({ type }) => type === 'ally-change'), 'the change');
    booking.remove();
    const places = {
      events: JSON.stringify(heard),
      storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      markup: booking.outerHTML,
      location: location.href,
    };
    for (const [place, text] of Object.entries(places))
      for (const marker of ['SW1A', ...Object.values(patient)].filter(({ length }) => length > 3))
        expect(text.includes(marker), `${marker} in ${place}`).to.equal(false);
    expect((await indexedDB.databases()).length).to.equal(0);
  });
});

const finish = async ({ form, booking }: Shop): Promise<void> => {
  await checkPostcode(form, 'SW1A 1AA');
  await chooseWindow(form);
  await fillPatient(form);
  await press(form, 'Continue');
  await until(() => booking.complete, 'the value');
};

const hidden = (form: HTMLFormElement, name: string): HTMLInputElement[] =>
  [...form.querySelectorAll<HTMLInputElement>('ally-booking > input[type=hidden]')].filter(
    (input) => input.name === name,
  );

describe('F59: mirror-name', () => {
  it('keeps the value and its words in two inputs, empty until there is one', async () => {
    const shop = await openShop('mirror-name="visit"');
    const { form, booking } = shop;
    await until(() => hidden(form, 'visit').length === 1, 'the inputs');
    expect(new FormData(form).get('visit')).to.equal('');
    await finish(shop);
    await booking.updateComplete;
    expect(new FormData(form).get('visit')).to.equal(booking.value);
    expect(hidden(form, 'visit-summary')[0]?.value).to.match(
      /^Blood test at home, \w+day \d+ \w+, \w+ to \w+$/,
    );
    await press(form, 'Change time');
    await booking.updateComplete;
    expect(new FormData(form).get('visit')).to.equal('');
    expect(new FormData(form).get('visit-summary')).to.equal('');
  });

  it('is current when the page hears of the change', async () => {
    const shop = await openShop('mirror-name="visit"');
    const seenThen: unknown[] = [];
    shop.booking.addEventListener('ally-change', () => {
      seenThen.push(new FormData(shop.form).get('visit') === shop.booking.value);
    });
    await finish(shop);
    await until(() => seenThen.length > 0, 'the change');
    expect(seenThen).to.deep.equal([true]);
  });

  it('puts what it adds inside of brackets', async () => {
    const { form } = await openShop('mirror-name="attributes[Visit]"');
    await until(() => hidden(form, 'attributes[Visit]').length === 1, 'the value');
    expect(hidden(form, 'attributes[Visit-summary]').length).to.equal(1);
  });

  it('stays when a host sweeps out or copies what it does not know', async () => {
    const shop = await openShop('mirror-name="visit"');
    const { form, booking } = shop;
    await finish(shop);
    booking.replaceChildren();
    await until(() => hidden(form, 'visit')[0]?.value === booking.value, 'the inputs again');
    const copy = booking.cloneNode(true) as HTMLElement;
    copy.insertAdjacentHTML('beforeend', '<input type="hidden" name="visit" value="old">');
    booking.replaceWith(copy);
    await until(() => hidden(form, 'visit').length === 1, 'one input');
    expect(hidden(form, 'visit')[0]?.value).to.equal('');
    expect(hidden(form, 'visit-summary').length).to.equal(1);
  });

  it('is out of use with the element, and belongs to its form', async () => {
    const { form, booking } = await openShop('mirror-name="visit" form="elsewhere"');
    form.insertAdjacentHTML('beforebegin', '<form class="shop" id="elsewhere"></form>');
    const elsewhere = document.querySelector<HTMLFormElement>('#elsewhere') as HTMLFormElement;
    await until(() => new FormData(elsewhere).has('visit'), 'the input in the other form');
    booking.disabled = true;
    await until(() => !new FormData(elsewhere).has('visit'), 'it out of use');
  });

  it('is not sent twice where it does not differ from name', async () => {
    const shop = await openShop('mirror-name="appointment"');
    await finish(shop);
    await shop.booking.updateComplete;
    expect(new FormData(shop.form).getAll('appointment')).to.deep.equal([shop.booking.value]);
  });
});

/** The host tears the element out, and puts a new one in its place. */
const makeAnew = ({ form, booking }: Shop, change = (markup: string) => markup): Shop => {
  const markup = change(booking.outerHTML);
  booking.remove();
  form.insertAdjacentHTML('beforeend', markup);
  return { form, booking: form.querySelector('ally-booking') as typeof booking };
};

describe('F63: state-key', () => {
  it('goes on at every step in an element made anew, and leaves the focus where it is', async () => {
    let shop = await openShop('required mirror-name="visit" state-key="every-step"');
    const { form } = shop;
    await checkPostcode(form, 'SW1A 1AA');
    shop = makeAnew(shop);
    await chooseWindow(form);
    await fillPatient(form);
    shop = makeAnew(shop);
    for (const [label, text] of Object.entries(patient))
      expect(await valueOf(form, label), label).to.equal(text);
    expect(document.activeElement === document.body).to.equal(true);
    await press(form, 'Continue');
    shop = makeAnew(shop);
    await until(() => shop.booking.complete, 'the value');
    const { value } = shop.booking;
    const found: string[] = [];
    form.addEventListener('ally-ready', () => found.push(shop.booking.value));
    shop = makeAnew(shop);
    await until(() => found.includes(value), 'word of the value');
    await until(() => shop.booking.value === value, 'the same value');
    await waitForText(form, 'Your visit is ready to book');
    await shop.booking.updateComplete;
    expect(new FormData(form).get('appointment')).to.equal(value);
    expect(new FormData(form).get('visit')).to.equal(value);
    const heard = listen(shop.booking);
    await press(form, 'Change patient details');
    await until(() => heard.some(({ type }) => type === 'ally-change'), 'events of the new one');
  });

  it('takes along to another Task what was typed', async () => {
    let shop = await openShop('required state-key="other-task"');
    const { form } = shop;
    await checkPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await fillPatient(form);
    shop = makeAnew(shop, (markup) => markup.replace('tsk_blood', 'tsk_fasting'));
    await until(() => shop.booking.getSelection()?.postcode === 'SW1A 1AA', 'the postcode');
    await press(form, 'Check postcode');
    await chooseWindow(form);
    expect(await valueOf(form, 'First name')).to.equal('Zebedina');
  });

  it('keeps apart what has another key, or is still in the page', async () => {
    const one = await openShop('state-key="apart"');
    await checkPostcode(one.form, 'SW1A 1AA');
    await until(() => one.booking.step === 'window', 'the windows');
    const two = await openShop('state-key="apart"');
    const three = await openShop('state-key="another"');
    await field(two.form, 'Postcode');
    await field(three.form, 'Postcode');
    expect(two.booking.step).to.equal('coverage');
    expect(one.booking.step).to.equal('window');
  });

  it('keeps a postcode that was given here, whatever the shop’s form says', async () => {
    let shop = await openFilled(
      control('postal-code', 'SW1A 1AA', 'id="there"'),
      'postcode-from="#there" state-key="given-here"',
    );
    const { form } = shop;
    await until(() => shop.booking.step === 'window', 'the windows');
    await press(form, 'Change postcode');
    await checkPostcode(form, 'M1 1AE');
    await chooseWindow(form);
    await field(form, 'Me');
    shop = makeAnew(shop);
    await field(form, 'Me');
    set(form, 'postal-code', 'SW1A 2AA');
    await shop.booking.updateComplete;
    expect(shop.booking.getSelection()?.postcode).to.equal('M1 1AE');
    expect(isTextShown(form, /^From your address/)).to.equal(false);
  });
});
