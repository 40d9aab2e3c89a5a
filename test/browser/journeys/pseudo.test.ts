import { expect } from '@open-wc/testing';
import type { AllyAppointment, AllyBooking } from '../../../src/index.js';
import { createClinic } from '../../../src/mocks/index.js';
import { boxesOf, overflowing } from '../../assertions/boxes.js';
import { notMirrored } from '../../assertions/mirrored.js';
import { bookVisit, openConnection, openOrderPage } from '../../fixtures/appointment-page.js';
import {
  chooseWindow,
  fillPatient,
  press,
  radios,
  waitForText,
  until,
} from '../../harness/queries.js';
import { pseudoMessages } from '../../fixtures/pseudo-locale.js';
import { misreadTexts } from '../../assertions/reading-order.js';
import { openClinic, openShop } from '../../fixtures/booking-page.js';
import { textsIn, untranslated } from '../../assertions/untranslated.js';

const { documentElement, body } = document;

afterEach(() => {
  documentElement.dir = '';
});

/** Frames until everything is drawn: a host, its rooms, and what stands beside them. */
const drawn = async (): Promise<void> => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
};

/** Looks at an element in the language that nobody speaks, from either side, narrow and wide. */
const expectSpoken = async (
  host: AllyAppointment | AllyBooking,
  given: readonly string[] = [],
): Promise<void> => {
  host.strings = pseudoMessages;
  await drawn();
  const said = textsIn(host);
  expect(said.filter((text) => text.includes('['))).to.have.length.greaterThan(0);
  expect(untranslated(said, ['Blood test at home', 'Asha', ...given])).to.deep.equal([]);
  for (const width of ['320px', '740px']) {
    host.style.inlineSize = width;
    documentElement.dir = 'rtl';
    await drawn();
    expect(overflowing(host)).to.deep.equal([]);
    expect(misreadTexts(host)).to.deep.equal([]);
    const mirrored = boxesOf(host);
    expect(mirrored.length).to.be.greaterThan(3);
    documentElement.dir = 'ltr';
    await drawn();
    expect(notMirrored(boxesOf(host), mirrored)).to.deep.equal([]);
  }
};

const clinic = openClinic(createClinic());

describe('the order page in a language that nobody speaks, from right to left', () => {
  const where = ['SW1A\u00a01AA'];

  it('while it is awaited', async () => {
    const line = openConnection();
    const release = line.hold();
    const page = document.createElement('ally-appointment');
    const { appointment, manageToken } = bookVisit(clinic);
    Object.assign(page, { apiBase: '/ally', fetch: line.fetch, manageToken });
    page.appointmentId = appointment.id;
    body.append(page);
    await until(() => page.shadowRoot?.querySelector('ally-appointment-card'), 'the card');
    await expectSpoken(page);
    release();
    await page.ready;
    page.remove();
  });

  it('booked, asked whether to cancel, and cancelled', async () => {
    const page = await openOrderPage(bookVisit(clinic));
    await expectSpoken(page, where);
    await press(page, pseudoMessages.cancelVisit);
    await expectSpoken(page, where);
    await press(page, pseudoMessages.cancelYes);
    await waitForText(page, pseudoMessages.cancelledTitle);
    await expectSpoken(page, where);
  });

  it('that cannot show it', async () => {
    const { appointment } = bookVisit(clinic);
    const page = await openOrderPage({ appointment, manageToken: 'man1.k1.1.none' });
    await expectSpoken(page);
  });

  it('that does not know whether it is cancelled', async () => {
    const line = openConnection();
    const page = await openOrderPage(bookVisit(clinic), { fetch: line.fetch });
    await press(page, 'Cancel this visit');
    line.isCut = true;
    await press(page, 'Yes, cancel it');
    await waitForText(page, /^We do not know yet/);
    await expectSpoken(page, where);
  });
});

describe('the postcode of the shop’s form in a language that nobody speaks', () => {
  const given = ['SW1A 1AA', 'SW1A 2AA', 'M1 1AE', 'ZZ99 1AJ'];
  const person = [
    ...['Zebedina', 'Quillfeather', '12 Markerstone Street', 'Flat Xylophone', 'Testhampton'],
    ...['zebedina@example.com', 'Beware of the wyvern'],
    'I agree that a clinician takes a blood sample, and that my details are shared with the laboratory',
  ];

  const openAddress = async (postcode: string) => {
    const { form, booking } = await openShop('required postcode-from="#postcode"');
    form.insertAdjacentHTML('afterbegin', '<label>Ours <input id="postcode"></label>');
    const shops = form.querySelector<HTMLInputElement>('#postcode') as HTMLInputElement;
    shops.value = postcode;
    return { form, booking, shops };
  };

  const atWindows = (booking: AllyBooking, postcode: string) =>
    until(
      () =>
        booking.step === 'window' &&
        booking.getSelection()?.postcode === postcode &&
        radios(booking).length > 0,
      `the windows of ${postcode}`,
    );

  const finish = async (form: HTMLFormElement, booking: AllyBooking, index = 0): Promise<void> => {
    await chooseWindow(form, index);
    await fillPatient(form);
    await press(form, 'Continue');
    await until(() => booking.complete, 'the value');
  };

  it('while there is none, and once there is', async () => {
    const { booking, shops } = await openAddress('SW1A');
    await waitForText(booking, /^We look for free times as soon as/);
    await waitForText(booking, /^Test mode/);
    await expectSpoken(booking, given);
    booking.strings = {};
    shops.value = 'SW1A 1AA';
    await atWindows(booking, 'SW1A 1AA');
    await expectSpoken(booking, given);
  });

  it('once it was left for another', async () => {
    const { form, booking } = await openAddress('SW1A 1AA');
    await atWindows(booking, 'SW1A 1AA');
    await press(form, 'Change postcode');
    await expectSpoken(booking, given);
  });

  it('changed, and the window kept', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await atWindows(booking, 'SW1A 1AA');
    await finish(form, booking);
    shops.value = 'SW1A 2AA';
    await waitForText(form, /is free there too\. Check the address below/);
    await waitForText(form, /^We are holding/);
    await expectSpoken(booking, [...given, ...person]);
  });

  it('changed, and the window lost', async () => {
    const { form, booking, shops } = await openAddress('SW1A 1AA');
    await atWindows(booking, 'SW1A 1AA');
    const startsAt = (postcode: string): string[] =>
      clinic.coverage({ taskId: 'tsk_blood', postcode }).windows?.map(({ startAt }) => startAt) ??
      [];
    const there = startsAt('ZZ99 1AJ');
    await finish(
      form,
      booking,
      startsAt('SW1A 1AA').findIndex((startAt) => !there.includes(startAt)),
    );
    shops.value = 'ZZ99 1AJ';
    await waitForText(form, 'Your time is not free at the new postcode');
    await expectSpoken(booking, given);
  });
});
