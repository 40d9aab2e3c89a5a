/** Tags: @date @engine */
import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../assertions/axe.js';
import { pressKeys, typeKeys } from '../../harness/input.js';
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
  partsIn,
  patient,
  press,
  waitForText,
  until,
} from '../../harness/queries.js';
import { listen, openClinic, openShop } from '../../fixtures/booking-page.js';
import { parts } from '../../../src/components/internal/parts.js';

describe('from postcode to appointment', () => {
  const clinic = openClinic();

  it('gives the form a sealed selection that can be booked', async () => {
    const { form, booking } = await openShop();
    const heard = listen(booking);
    expect(form.checkValidity()).to.equal(false);
    await checkPostcode(form, 'sw1a1aa');
    const chosen = await chooseWindow(form, 2);
    await fillPatient(form);
    await press(form, 'Continue');
    await waitForText(form, 'Your visit is ready to book');

    expect(form.checkValidity()).to.equal(true);
    const value = new FormData(form).get('appointment');
    expect(value).to.be.a('string').and.match(/^sel_/);
    expect(booking.value).to.equal(value);
    expect(booking.summary?.taskName).to.equal('Blood test at home');
    expect(isTextShown(form, chosen.replace(/ \d left$/, ''))).to.equal(true);

    const booked = clinic.order({ token: value, orderRef: 'LK-1' });
    expect(booked.outcome).to.equal('scheduled');
    expect(booked.appointment.startAt).to.equal(booking.summary?.startAt);
    expect(heard.map(({ type }) => type)).to.deep.equal([
      'ally-coverage',
      'ally-step',
      'ally-step',
      'ally-submit',
      'ally-step',
      'ally-change',
      'input',
      'change',
    ]);
  });

  it('tells the page nothing of the patient, in events, addresses, console or storage', async () => {
    const { form, booking } = await openShop();
    performance.clearResourceTimings();
    const said: string[] = [];
    const restore = (['log', 'warn', 'error', 'info', 'debug'] as const).map((level) => {
      const real = console[level];
      console[level] = (...args: unknown[]) => {
        said.push(args.map(String).join(' '));
      };
      return () => {
        console[level] = real;
      };
    });
    const typed: string[] = [];
    for (const type of ['beforeinput', 'input', 'keydown', 'keyup', 'paste', 'change'])
      document.addEventListener(type, (event) => {
        const [innermost] = event.composedPath();
        if (innermost instanceof HTMLInputElement) typed.push(type);
      });
    const heard = listen(booking);
    await checkPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await fillPatient(form);
    (await field(form, 'First name')).focus();
    await typeKeys('xyz');
    await press(form, 'Continue');
    await waitForText(form, 'Your visit is ready to book');
    restore.forEach((put) => {
      put();
    });
    expect(typed).to.deep.equal([]);

    const markers = [
      'SW1A 1AA',
      'SW1A1AA',
      ...Object.values(patient),
      '1984-03-27',
      '+447700900123',
    ];
    const places = {
      events: JSON.stringify(heard),
      console: said.join('\n'),
      addresses: performance
        .getEntriesByType('resource')
        .map(({ name }) => decodeURIComponent(name))
        .join('\n'),
      location: decodeURIComponent(location.href),
      storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
      cookies: document.cookie,
      markup: form.outerHTML,
    };
    expect(places.addresses).to.contain('/ally/selections');
    for (const [place, text] of Object.entries(places))
      for (const marker of markers.filter(({ length }) => length > 2))
        expect(text.includes(marker), `${marker} in ${place}`).to.equal(false);
    expect((await indexedDB.databases()).length).to.equal(0);
  });

  it('is accessible in every step, and renders no part that is not promised', async () => {
    const { form } = await openShop();
    const rendered = new Set<string>();
    const look = async (): Promise<void> => {
      await expectAccessible(form);
      for (const part of partsIn(form)) rendered.add(part);
    };
    await look();
    await checkPostcode(form, 'SW1A 1AA');
    await until(() => focused()?.textContent.includes('Date and time'), 'the heading in focus');
    await button(form, 'Continue');
    await look();
    await press(form, 'Continue');
    await waitForText(form, /Select a time for your visit/);
    await look();
    await chooseWindow(form);
    await field(form, 'First name');
    await look();
    await press(form, 'Continue');
    await waitForText(form, 'There is a problem');
    await look();
    await choose(form, 'Someone else');
    await fill(form, 'Your full name', 'Someone');
    await look();
    await fillPatient(form);
    await press(form, 'Continue');
    await waitForText(form, 'Your visit is ready to book');
    await look();
    expect(
      [...rendered].filter((part) => !(parts as readonly string[]).includes(part)),
    ).to.deep.equal([]);
  });

  it('can be made by keyboard alone', async () => {
    const { form, booking } = await openShop();
    (await field(form, 'Postcode')).focus();
    const tab = async (times = 1): Promise<void> => {
      for (let i = 0; i < times; i += 1) await pressKeys('Tab');
    };
    await typeKeys('sw1a 1aa');
    await pressKeys('Enter');
    await until(() => focused()?.textContent.includes('Date and time'), 'the heading in focus');
    await button(form, 'Continue');
    await tab();
    await pressKeys('Space');
    await pressKeys('ArrowDown');
    expect(booking.step).to.equal('window');
    await pressKeys('Enter');
    await until(() => focused()?.textContent.includes('Patient details'), 'the heading in focus');
    await field(form, 'First name');
    // The privacy link, then the question.
    await tab(2);
    await pressKeys('Space');
    for (const [label, text] of Object.entries(patient)) {
      if (label === 'Address line 1') await tab();
      await tab();
      expect((focused() as HTMLInputElement).labels?.[0]?.textContent.trim()).to.equal(label);
      await typeKeys(text);
    }
    await tab();
    await pressKeys('Space');
    await tab();
    await pressKeys('Enter');
    await until(() => focused()?.textContent.includes('ready to book'), 'the end in focus');
    expect(booking.complete).to.equal(true);
  });
});
