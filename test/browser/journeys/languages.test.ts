/** Tags: @date */
import { expect } from '@open-wc/testing';
import type { AllyBooking } from '../../../src/index.js';
import { cy } from '../../../src/entries/locale-cy.js';
import { createClinic } from '../../../src/mocks/index.js';
import { expectAccessible } from '../../assertions/axe.js';
import { bookVisit, openOrderPage } from '../../fixtures/appointment-page.js';
import {
  button,
  checkPostcode,
  choose,
  chooseWindow,
  field,
  fillPatient,
  focused,
  patient,
  press,
  radios,
  waitForText,
  type,
  until,
} from '../../harness/queries.js';
import { openClinic, openShop } from '../../fixtures/booking-page.js';

const { documentElement } = document;
const pageLanguage = documentElement.lang;

afterEach(() => {
  documentElement.lang = pageLanguage;
});

/** What is said to those who listen. */
const saidBy = (host: HTMLElement, role: 'status' | 'alert'): string =>
  host.shadowRoot?.querySelector(`[role=${role}]`)?.textContent.trim() ?? '';

/** The language that what is inside has. */
const spokenIn = (host: HTMLElement): string | undefined =>
  host.shadowRoot?.querySelector<HTMLElement>('[lang]')?.lang;

const speaks = (booking: AllyBooking, language: string): Promise<true> =>
  until<true>(() => spokenIn(booking) === language, `the language ${language}`);

const clinic = openClinic(createClinic());

describe('the language', () => {
  it('is the page’s', async () => {
    documentElement.lang = 'cy-GB';
    const { booking } = await openShop();
    await waitForText(booking, cy.title);
    expect(spokenIn(booking)).to.equal('cy');
    await expectAccessible(booking);
  });

  it('is that of the nearest around it, and its own before that', async () => {
    const { form, booking } = await openShop();
    form.lang = 'cy';
    await waitForText(booking, cy.title);
    booking.lang = 'en-GB';
    await waitForText(booking, 'Book your visit');
    booking.removeAttribute('lang');
    await waitForText(booking, cy.title);
    form.removeAttribute('lang');
    await waitForText(booking, 'Book your visit');
  });

  it('is found out of shadow roots, wherever it is changed', async () => {
    const { form } = await openShop();
    const outer = document.createElement('div');
    const inner = document.createElement('div');
    form.replaceChildren(outer);
    outer.attachShadow({ mode: 'open' }).append(inner);
    inner.attachShadow({ mode: 'open' }).innerHTML =
      '<ally-booking api-base="/ally" task-id="tsk_blood"></ally-booking>';
    const booking = inner.shadowRoot?.querySelector('ally-booking');
    if (!booking) throw new Error('It is not there.');
    await waitForText(booking, 'Book your visit');
    inner.lang = 'cy';
    await waitForText(booking, cy.title);
    inner.lang = 'en';
    await waitForText(booking, 'Book your visit');
    inner.removeAttribute('lang');
    outer.lang = 'cy';
    await waitForText(booking, cy.title);
  });

  it('is English, and says so, where there are no words in another', async () => {
    documentElement.lang = 'fr';
    const { booking } = await openShop();
    await waitForText(booking, 'Book your visit');
    expect(spokenIn(booking)).to.equal('en-GB');
  });

  it('is that of where it is moved to', async () => {
    const { form, booking } = await openShop();
    const welsh = document.createElement('div');
    welsh.lang = 'cy';
    form.append(welsh);
    welsh.append(booking);
    await waitForText(booking, cy.title);
    form.append(booking);
    await waitForText(booking, 'Book your visit');
  });

  it('leaves the merchant’s own words as they are', async () => {
    const { booking } = await openShop('lang="cy"');
    booking.strings = { title: 'Your nurse' };
    await waitForText(booking, 'Your nurse');
    await waitForText(booking, cy.coverageStep);
  });

  it('is also that of what holds the form back', async () => {
    const { booking } = await openShop('required');
    expect(booking.validationMessage).to.equal(
      'Check your postcode and choose a time for your visit',
    );
    booking.lang = 'cy';
    await speaks(booking, 'cy');
    expect(booking.validationMessage).to.equal(cy.coverageRequired);
  });
});

describe('another language at any time', () => {
  it('keeps a postcode that is half typed, and the focus in it', async () => {
    const { booking } = await openShop();
    const input = await field(booking, 'Postcode');
    input.focus();
    type(input, 'SW1A 1');
    input.setSelectionRange(2, 4);
    booking.lang = 'cy';
    await waitForText(booking, cy.checkPostcode);
    expect(await field(booking, cy.postcode)).to.have.property('value', 'SW1A 1');
    expect(focused()?.id).to.equal('postcode');
    expect([input.isConnected, input.selectionStart, input.selectionEnd]).to.deep.equal([
      true,
      2,
      4,
    ]);
  });

  it('keeps the window that is selected, and says what was said', async () => {
    const { booking } = await openShop();
    await checkPostcode(booking, 'SW1A 1AA');
    await button(booking, 'Continue');
    await until(() => /times are free/.test(saidBy(booking, 'status')), 'how many are free');
    const [, second] = radios(booking);
    second?.click();
    second?.focus();
    booking.lang = 'cy';
    await waitForText(booking, cy.chooseWindow);
    expect(radios(booking).findIndex(({ checked }) => checked)).to.equal(1);
    expect(focused()?.getAttribute('value')).to.equal(second?.value);
    expect(saidBy(booking, 'status')).to.match(/^Mae \d+ amser ar gael\.$/);
    expect(booking.shadowRoot?.textContent).not.to.match(/November|Postcode|Continue/);
    await press(booking, cy.continue);
    await waitForText(booking, cy.visitFor);
  });

  it('keeps an open calendar, in the new words', async () => {
    const { booking } = await openShop();
    await checkPostcode(booking, 'SW1A 1AA');
    await press(booking, 'Choose from a calendar');
    await button(booking, 'Close calendar');
    booking.lang = 'cy';
    await button(booking, cy.closeCalendar);
    const picker = booking.shadowRoot?.querySelector('ally-window-picker')?.shadowRoot;
    expect(picker?.querySelector('[role=dialog]')?.ariaLabel).to.equal(cy.calendarOf);
    const named = [...(picker?.querySelectorAll('[role=columnheader]') ?? [])].map(
      ({ ariaLabel }) => ariaLabel,
    );
    expect(named).to.include('Dydd Llun');
  });

  it('keeps every detail, read in the new words, and a problem in them', async () => {
    const { booking } = await openShop();
    await checkPostcode(booking, 'SW1A 1AA');
    await chooseWindow(booking);
    await fillPatient(booking);
    await choose(booking, 'Someone else');
    await press(booking, 'Continue');
    await waitForText(booking, 'Enter your full name');
    booking.lang = 'cy';
    await waitForText(booking, cy['contact_name_missing']);
    expect(await field(booking, cy.firstName)).to.have.property('value', patient['First name']);
    expect(await field(booking, cy.year)).to.have.property('value', patient.Year);
    expect(await field(booking, cy.optional(cy.note))).to.have.property(
      'value',
      patient['Anything we need to know (optional)'],
    );
    type(await field(booking, cy.contactName), 'Sam Example');
    type(await field(booking, cy.month), 'Mawrth');
    await press(booking, cy.continue);
    await waitForText(booking, cy.readyTitle);
    expect(booking.getSelection()?.finished?.patients[0]?.dateOfBirth).to.equal('1984-03-27');
    booking.lang = 'en';
    await waitForText(booking, 'Your visit is ready to book');
    expect(booking.complete).to.equal(true);
  });

  it('says a failure in the new words', async () => {
    clinic.use('offline');
    const { booking } = await openShop();
    await checkPostcode(booking, 'SW1A 1AA');
    await until(() => saidBy(booking, 'alert') !== '', 'what went wrong');
    booking.lang = 'cy';
    await button(booking, cy.tryAgain);
    expect(saidBy(booking, 'alert')).to.equal(cy.problems.offline);
  });
});

describe('the order page', () => {
  it('speaks Welsh, keeps a question open, and says what was done', async () => {
    const page = await openOrderPage(bookVisit(clinic));
    await press(page, 'Cancel this visit');
    await waitForText(page, 'Do you want to cancel this visit?');
    page.lang = 'cy';
    await waitForText(page, cy.cancelQuestion);
    expect(page.shadowRoot?.querySelector<HTMLElement>('[lang]')?.lang).to.equal('cy');
    await press(page, cy.cancelYes);
    await waitForText(page, cy.cancelledTitle);
    await until(
      () => saidBy(page, 'status').startsWith('Mae eich ymweliad wedi’i ganslo: Dydd '),
      'what was done',
    );
    page.lang = 'en-GB';
    await waitForText(page, 'Your visit is cancelled');
    expect(saidBy(page, 'status')).to.match(/^Your visit on \w+day/);
  });
});
