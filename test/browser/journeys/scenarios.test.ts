/** Tags: @date */
import { expect } from '@open-wc/testing';
import { createHttpBookingApi } from '../../../src/api/client/http-booking-api.js';
import { scenarios, type Scenario, type ScenarioName } from '../../../src/mocks/index.js';
import { isWide } from '../../harness/ring.js';
import { expectAccessible } from '../../assertions/axe.js';
import { button, checkPostcode, choose, chooseWindow, field, fill } from '../../harness/queries.js';
import {
  fillPatient,
  isTextShown,
  patient,
  press,
  radios,
  waitForText,
  until,
} from '../../harness/queries.js';
import { listen, openClinic, openShop, type Shop } from '../../fixtures/booking-page.js';

/** Gives the details and presses Continue. */
const finish = async (form: HTMLFormElement): Promise<void> => {
  await fillPatient(form);
  await press(form, 'Continue');
};

/** Everything that was typed about the patient is still there. */
const isKept = async (form: HTMLFormElement): Promise<void> => {
  for (const [label, text] of Object.entries(patient))
    expect((await field(form, label)).value, label).to.equal(text);
};

/** How often a window has been held since the test began. */
const holdsAsked = (): number =>
  performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/ally/holds'))
    .length;

/** An order may go through without a visit, unless the merchant blocks it; in a closed accordion too. */
const isUpToTheShop = async ({ form, booking }: Shop): Promise<void> => {
  const fold = document.createElement('details');
  booking.before(fold);
  fold.append(booking);
  for (const [whenUnavailable, goes] of [
    ['allow', true],
    ['block', false],
  ] as const) {
    booking.whenUnavailable = whenUnavailable;
    await booking.updateComplete;
    expect(form.checkValidity(), whenUnavailable).to.equal(goes);
  }
  fold.before(booking);
};

/** What a person meets in each scenario, whichever way it was brought about. */
const meets: Record<ScenarioName, (shop: Shop) => Promise<void>> = {
  async covered({ form, booking }) {
    await button(form, 'Continue');
    expect(booking.step).to.equal('window');
    expect(radios(form).length).to.be.greaterThan(0);
  },

  async 'not-covered'({ form, booking }) {
    await waitForText(form, /^We do not visit .* yet$/);
    expect(booking.step).to.equal('coverage');
    expect((await field(form, 'Postcode')).getAttribute('aria-invalid')).to.equal('false');
    expect(form.checkValidity(), 'not covered always blocks').to.equal(false);
    await waitForText(form, 'Call us');
  },

  async 'no-windows'({ form, booking }) {
    await waitForText(form, 'No times are free in the next three weeks');
    expect(form.checkValidity(), 'an order may go through').to.equal(true);
    booking.whenUnavailable = 'block';
    await booking.updateComplete;
    expect(form.checkValidity(), 'unless the merchant blocks it').to.equal(false);
    await button(form, 'Look again');
  },

  async offline({ form, booking }) {
    await waitForText(form, /could not reach our booking service/);
    expect((await field(form, 'Postcode')).value).not.to.equal('');
    expect(form.checkValidity(), 'an order may go through').to.equal(true);
    expect(booking.step).to.equal('coverage');
    await button(form, 'Try again');
  },

  async paused({ form }) {
    await waitForText(form, /^We are not taking bookings in .* just now$/);
    expect(form.checkValidity(), 'no service is nobody’s fault').to.equal(true);
    expect((await field(form, 'Postcode')).value).not.to.equal('');
  },

  async 'few-windows'({ form }) {
    await button(form, 'Continue');
    expect(radios(form)).to.have.length(3);
  },

  async 'many-windows'({ form, booking }) {
    await waitForText(form, 'When should we come?');
    expect(radios(form).length, 'the dates first').to.be.lessThan(20);
    radios(form).at(-1)?.click();
    await until(() => radios(form).length > 20, 'the times of that day');
    radios(form).at(-1)?.click();
    await press(form, 'Continue');
    await until(() => booking.step === 'patient', 'the details');
  },

  async 'priced-windows'({ form, booking }) {
    await button(form, 'Continue');
    const costly = await field(form, /£12\.50/);
    expect(costly.type).to.equal('radio');
    await field(form, /Free/);
    costly.click();
    await press(form, 'Continue');
    await finish(form);
    await waitForText(form, 'Your visit is ready to book');
    await waitForText(form, '£12.50');
    expect(booking.summary?.price).to.deep.equal({ amount: 1250, currency: 'GBP' });
  },

  async 'window-gone'({ form, booking }) {
    const first = await chooseWindow(form, 1);
    await finish(form);
    await waitForText(form, 'That time has just gone');
    expect(booking.step).to.equal('window');
    await button(form, 'Show all times');
    expect(radios(form)).to.have.length(3);
    expect(radios(form).map(({ labels }) => labels?.[0]?.textContent)).not.to.contain(first);
    await expectAccessible(form);
    await chooseWindow(form);
    await isKept(form);
    await press(form, 'Continue');
    await waitForText(form, 'Your visit is ready to book');
  },

  async 'window-gone-at-booking'({ form, booking }) {
    booking.mode = 'instant';
    await chooseWindow(form, 1);
    await finish(form);
    await press(form, 'Book this visit');
    await waitForText(form, 'That time has just gone');
    await button(form, 'Show all times');
    expect(radios(form)).to.have.length(3);
    await chooseWindow(form);
    await isKept(form);
    await press(form, 'Continue');
    await press(form, 'Book this visit');
    await waitForText(form, 'Your visit is booked');
  },

  async 'hold-lapses'({ form, booking }) {
    await chooseWindow(form);
    await fillPatient(form);
    await waitForText(form, /^We are holding this time for you until/);
    await until(() => holdsAsked() >= 2, 'another hold');
    await isKept(form);
    expect(booking.step).to.equal('patient');
    await press(form, 'Continue');
    await waitForText(form, 'Your visit is ready to book');
  },

  async 'hold-lapses-gone'({ form, booking }) {
    const first = await chooseWindow(form, 1);
    // Looked for from now on: the hold lasts three seconds.
    const held = waitForText(form, /^We are holding this time for you until/);
    await fillPatient(form);
    await held;
    await waitForText(form, 'That time has just gone');
    expect(booking.step).to.equal('window');
    expect(radios(form).map(({ labels }) => labels?.[0]?.textContent)).not.to.contain(first);
    await chooseWindow(form);
    await isKept(form);
  },

  async 'holds-not-offered'({ form }) {
    await chooseWindow(form);
    await finish(form);
    await waitForText(form, 'Your visit is ready to book');
    expect(isTextShown(form, /holding/)).to.equal(false);
  },

  async 'hold-refused'(shop) {
    const heard = listen(shop.booking);
    await meets['holds-not-offered'](shop);
    expect(heard.map(({ type }) => type)).not.to.contain('ally-problem');
    expect(shop.booking.diagnostics().problems.map(({ code }) => code)).to.deep.equal([
      'rate_limited',
    ]);
  },

  async slow({ form, booking }) {
    await waitForText(form, 'Checking…');
    expect(booking.matches(':state(loading)')).to.equal(true);
    expect((await button(form, 'Check postcode')).ariaDisabled).to.equal('true');
    await button(form, 'Continue');
  },

  async 'very-slow'({ form, booking }) {
    await waitForText(form, 'Checking…');
    await expectAccessible(form);
    expect(booking.step).to.equal('coverage');
    expect((await field(form, 'Postcode')).value).not.to.equal('');
    expect(form.checkValidity(), 'an answer may still come').to.equal(false);
  },

  async 'times-out'({ form, booking }) {
    await waitForText(form, 'Checking…');
    await waitForText(form, 'Our booking service is taking too long to answer. Try again.');
    expect(booking.step).to.equal('coverage');
    expect((await field(form, 'Postcode')).value).not.to.equal('');
    await isUpToTheShop({ form, booking });
  },

  async 'error-once'(shop) {
    await meets.covered(shop);
  },

  async 'busy-once'(shop) {
    await meets.covered(shop);
  },

  async 'rate-limited'({ form, booking }) {
    await waitForText(form, 'Our booking service is very busy. Try again in 20 seconds.');
    expect((await field(form, 'Postcode')).value).not.to.equal('');
    await button(form, 'Try again');
    await isUpToTheShop({ form, booking });
  },

  async 'origin-refused'(shop) {
    await waitForText(shop.form, /^Visits cannot be booked here just now/);
    await isUpToTheShop(shop);
  },

  async misconfigured(shop) {
    await meets['origin-refused'](shop);
  },

  async 'script-fails'(shop) {
    // The chunks are those of a build: what happens without one is seen in a page of its own.
    await meets.covered(shop);
  },

  async 'patient-refused'({ form, booking }) {
    await chooseWindow(form);
    await finish(form);
    await waitForText(form, 'There is a problem');
    expect((await field(form, 'Phone number')).getAttribute('aria-invalid')).to.equal('true');
    await expectAccessible(form);
    await isKept(form);
    await fill(form, 'Phone number', '07700 900456');
    expect((await field(form, 'Phone number')).getAttribute('aria-invalid')).to.equal('false');
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
  },

  async 'outcome-unknown'({ form, booking }) {
    const heard = listen(booking);
    booking.mode = 'instant';
    await chooseWindow(form);
    await finish(form);
    await press(form, 'Book this visit');
    await waitForText(form, /^We do not know yet whether your visit is booked/);
    expect(isTextShown(form, 'Change'), 'nothing may be changed meanwhile').to.equal(false);
    expect(booking.value).to.equal('');
    booking.reset();
    expect(booking.step).to.equal('review');
    await expectAccessible(form);
    await press(form, 'Book this visit');
    await waitForText(form, 'Your visit is booked');
    expect(heard.filter(({ type }) => type === 'ally-booked')).to.have.length(1);
  },

  async 'under-age'({ form, booking }) {
    await chooseWindow(form);
    await fillPatient(form);
    await fill(form, 'Year', String(new Date().getFullYear() - 10));
    await press(form, 'Continue');
    await waitForText(form, 'The patient must be 18 or over on the day of the visit');
    await expectAccessible(form);
    expect(booking.step).to.equal('patient');
    await fill(form, 'Year', '1984');
    await isKept(form);
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
  },

  async preparation({ form, booking }) {
    await chooseWindow(form);
    await finish(form);
    await waitForText(form, 'How to prepare');
    await press(form, 'Change patient details');
    booking.mode = 'instant';
    await press(form, 'Continue');
    await press(form, 'Book this visit');
    await waitForText(form, 'Your visit is booked');
    await waitForText(form, 'How to prepare');
  },

  async 'nhs-number-and-sex'({ form, booking }) {
    await chooseWindow(form);
    await fillPatient(form);
    await fill(form, 'NHS number (optional)', '943 476 591');
    await choose(form, 'Female');
    await press(form, 'Continue');
    await waitForText(form, 'There is a problem');
    await expectAccessible(form);
    await fill(form, 'NHS number (optional)', '943 476 5919');
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
    expect(booking.getSelection()?.finished?.patients[0]).to.include({
      nhsNumber: '9434765919',
      sex: 'female',
    });
  },

  async 'two-consents'({ form, booking }) {
    await chooseWindow(form);
    await finish(form);
    await until(() => booking.complete, 'the value');
    expect(booking.getSelection()?.finished?.consents.map(({ id }) => id)).to.deep.equal(['care']);
    await press(form, 'Change patient details');
    await choose(form, /^My sample may be used/);
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
    expect(booking.getSelection()?.finished?.consents.map(({ id }) => id)).to.deep.equal([
      'care',
      'research',
    ]);
  },
};

/** Those in which, forced by name, the booking cannot even start. */
const never = new Set<string>(['origin-refused', 'misconfigured']);

describe('scenarios', () => {
  const clinic = openClinic();
  const open = async (name: ScenarioName | null, taskId = 'tsk_blood'): Promise<Shop> => {
    performance.clearResourceTimings();
    const shop = await openShop(
      'required',
      '<p slot="not-covered">Call us</p><b>Call us on 020 7946 0000</b>',
    );
    shop.booking.taskId = taskId;
    // A short time limit, but for the request that is never answered alone: the others may take their time.
    if (name === 'times-out') {
      const limits = { timeLimit: 400, random: () => 0 };
      const { checkCoverage } = createHttpBookingApi({ apiBase: '/ally', ...limits });
      shop.booking.api = { ...createHttpBookingApi({ apiBase: '/ally' }), checkCoverage };
    }
    return shop;
  };

  for (const [name, { postcode, taskId }] of Object.entries<Scenario>(scenarios)) {
    const played = name as ScenarioName;

    it(`${name}, by its ${taskId === undefined ? 'postcode' : 'Task'}`, async () => {
      const shop = await open(played, taskId);
      await checkPostcode(shop.form, postcode);
      await meets[played](shop);
      await expectAccessible(shop.form);
    });

    // Both ways read one table: the second way is tried again in the wide ring, and where it alone prevents the start.
    if (!isWide && !never.has(name) && name !== 'covered') continue;
    it(`${name}, by its name`, async () => {
      clinic.use(played);
      const shop = await open(played);
      if (never.has(name)) {
        await waitForText(shop.form, 'Call us on 020 7946 0000');
        await isUpToTheShop(shop);
        return;
      }
      await checkPostcode(shop.form, 'M1 1AE');
      await meets[played](shop);
    });
  }

  it('an offline service that comes back is asked again, with the same postcode', async () => {
    clinic.use('offline');
    const { form, booking } = await open(null);
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
