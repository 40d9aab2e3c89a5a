import { expect } from '@open-wc/testing';
import { scenarios, type ScenarioName } from '../../../src/mocks/index.js';
import { expectAccessible } from '../../support/axe.js';
import { button, checkPostcode, chooseWindow, field, fillPatient } from '../../support/person.js';
import { patient, press, seen, until, radios } from '../../support/person.js';
import { listen, openClinic, openShop, type Shop } from '../../support/shop.js';

/** What a person meets in each scenario, whichever way it was brought about. */
const meets: Record<ScenarioName, (shop: Shop) => Promise<void>> = {
  async covered({ form, booking }) {
    await button(form, 'Continue');
    expect(booking.step).to.equal('window');
    expect(radios(form).length).to.be.greaterThan(0);
  },

  async 'not-covered'({ form, booking }) {
    await seen(form, /^We do not visit .* yet$/);
    expect(booking.step).to.equal('coverage');
    expect((await field(form, 'Postcode')).getAttribute('aria-invalid')).to.equal('false');
    expect(form.checkValidity(), 'not covered always blocks').to.equal(false);
    await seen(form, 'Call us');
  },

  async 'no-windows'({ form, booking }) {
    await seen(form, 'No times are free in the next three weeks');
    expect(form.checkValidity(), 'an order may go through').to.equal(true);
    booking.whenUnavailable = 'block';
    await booking.updateComplete;
    expect(form.checkValidity(), 'unless the merchant blocks it').to.equal(false);
    await button(form, 'Look again');
  },

  async offline({ form, booking }) {
    await seen(form, /could not reach our booking service/);
    expect((await field(form, 'Postcode')).value).not.to.equal('');
    expect(form.checkValidity(), 'an order may go through').to.equal(true);
    expect(booking.step).to.equal('coverage');
    await button(form, 'Try again');
  },

  async 'error-once'(shop) {
    await meets.covered(shop);
  },

  async 'window-gone'({ form, booking }) {
    const first = await chooseWindow(form, 1);
    await fillPatient(form);
    await press(form, 'Continue');
    await seen(form, 'That time has just gone');
    expect(booking.step).to.equal('window');
    await button(form, 'Show all times');
    expect(radios(form)).to.have.length(3);
    expect(radios(form).map(({ labels }) => labels?.[0]?.textContent)).not.to.contain(first);
    await expectAccessible(form);
    await chooseWindow(form);
    for (const [label, text] of Object.entries(patient))
      expect((await field(form, label)).value, label).to.equal(text);
    await press(form, 'Continue');
    await seen(form, 'Your visit is ready to book');
  },
};

describe('scenarios', () => {
  const clinic = openClinic();
  const open = (): Promise<Shop> =>
    openShop('required', '<p slot="not-covered">Call us</p>Call us on 020 7946 0000');

  for (const [name, { postcode }] of Object.entries(scenarios)) {
    it(`${name}, by its postcode`, async () => {
      const shop = await open();
      await checkPostcode(shop.form, postcode);
      await meets[name as ScenarioName](shop);
      await expectAccessible(shop.form);
    });

    it(`${name}, by its name`, async () => {
      clinic.use(name as ScenarioName);
      const shop = await open();
      await checkPostcode(shop.form, 'M1 1AE');
      await meets[name as ScenarioName](shop);
    });
  }

  it('an offline service that comes back is asked again, with the same postcode', async () => {
    clinic.use('offline');
    const { form, booking } = await open();
    const heard = listen(booking);
    await checkPostcode(form, 'M1 1AE');
    const again = await button(form, 'Try again');
    expect(heard.map(({ detail }) => detail)).to.deep.include({
      code: 'offline',
      canRetry: true,
      requestId: null,
    });
    clinic.use(null);
    again.click();
    await until(() => booking.step === 'window', 'the windows');
  });
});
