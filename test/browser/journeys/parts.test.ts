import { expect } from '@open-wc/testing';
import { parts } from '../../../src/components/internal/parts.js';
import { createClinic } from '../../../src/mocks/index.js';
import {
  button,
  checkPostcode,
  chooseWindow,
  field,
  fill,
  fillPatient,
  partsIn,
  press,
  waitForText,
  until,
} from '../../harness/queries.js';
import { place } from '../../harness/place-element.js';
import { openClinic, openShop } from '../../fixtures/booking-page.js';

describe('the parts that are promised', () => {
  const clinic = openClinic(createClinic({ firstWindows: false, latency: 50 }));

  it('are rendered, every one in some state, and no other', async () => {
    const rendered = new Set<string>();
    const look = (root: ParentNode = document): void => {
      for (const part of partsIn(root)) rendered.add(part);
    };
    clinic.use('priced-windows');
    const { form, booking } = await openShop();
    booking.mode = 'instant';
    booking.addressLookup = () => Promise.resolve([]);
    look();
    await press(form, 'Check postcode');
    await waitForText(form, 'Enter your postcode');
    look();
    await checkPostcode(form, 'SW1A 1AA');
    await until(() => partsIn(form).has('skeleton'), 'a list that is awaited');
    look();
    await press(form, /calendar/);
    await until(() => partsIn(document).has('calendar-day'), 'the calendar');
    look();
    await press(form, 'Close calendar');
    await chooseWindow(form, 1);
    await press(form, 'Continue');
    await waitForText(form, 'There is a problem');
    await fill(form, 'Email address', 'asha@gmial.com');
    await button(form, 'Use asha@gmail.com');
    look();
    await fillPatient(form);
    await press(form, 'Continue');
    await press(form, 'Book this visit');
    look();
    await waitForText(form, 'Your visit is booked');
    look();

    // An address that is looked for, and a row whose window has gone while the list was open.
    const patientForm = await place('ally-patient-form', {
      postcode: 'SW1A 1AA',
      addressLookup: () => Promise.resolve([]),
    });
    await button(patientForm.renderRoot, 'Find address');
    look(patientForm.renderRoot);
    const windows = ['08', '12', '16'].map((hour) => ({
      id: hour,
      startAt: `2026-12-01T${hour}:00:00Z`,
      endAt: `2026-12-01T${hour}:30:00Z`,
    }));
    const picker = await place('ally-window-picker', { windows });
    (await field(picker.renderRoot, /8am/)).click();
    picker.windows = windows.slice(0, 2);
    await picker.updateComplete;
    look(picker.renderRoot);

    expect([...rendered].sort()).to.deep.equal([...parts].sort());
  });
});
