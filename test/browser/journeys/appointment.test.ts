/** Tags: @date */
import { expect } from '@open-wc/testing';
import type { AppointmentApi } from '../../../src/index.js';
import { createClinic } from '../../../src/mocks/index.js';
import { expectAccessible } from '../../assertions/axe.js';
import { pressKeys } from '../../harness/input.js';
import { bookVisit, openConnection, openOrderPage } from '../../fixtures/appointment-page.js';
import {
  button,
  focused,
  isTextShown,
  partsIn,
  press,
  waitForText,
  until,
} from '../../harness/queries.js';
import { listen, openClinic } from '../../fixtures/booking-page.js';
import { selectionOf, windowsOf } from '../../unit/mocks/visit.js';

const rootOf = (page: HTMLElement): ShadowRoot => {
  if (!page.shadowRoot) throw new Error('The element has not been drawn.');
  return page.shadowRoot;
};

const statusOf = (page: HTMLElement): string =>
  rootOf(page).querySelector('[role=status]')?.textContent.trim() ?? '';
const alertOf = (page: HTMLElement): string =>
  rootOf(page).querySelector('[role=alert]')?.textContent.trim() ?? '';

/** Keeps what is said to developers while something is done. */
const whatIsWarned = async (act: () => Promise<unknown>): Promise<string[]> => {
  const { warn } = console;
  const said: string[] = [];
  console.warn = (...words: unknown[]) => said.push(words.join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return said;
};

const cancel = async (page: ParentNode): Promise<void> => {
  await press(page, 'Cancel this visit');
  await press(page, 'Yes, cancel it');
};

describe('an order page', () => {
  const clinic = openClinic(createClinic());

  it('shows a booked visit to whoever has its token', async () => {
    clinic.use('preparation');
    const page = await openOrderPage(bookVisit(clinic));
    const root = rootOf(page);
    await waitForText(root, 'Your visit is booked');
    await waitForText(root, /Do not eat for 12 hours/);
    await waitForText(root, 'Asha');
    expect(isTextShown(document.body, 'Call us on 020 7946 0000.')).to.equal(false);
    await expectAccessible(page);
    expect([...partsIn(root)]).to.include.members(['card', 'status', 'heading', 'summary']);
  });

  it('is cancelled by the keyboard alone, and says so', async () => {
    const page = await openOrderPage(bookVisit(clinic));
    const heard = listen(page);
    const root = rootOf(page);
    (await button(root, 'Add to calendar')).focus();
    await pressKeys('Tab');
    expect(focused()).to.equal(await button(root, 'Cancel this visit'));
    await pressKeys('Enter');
    await waitForText(root, /^You can cancel free of charge until /);
    expect(focused()?.textContent.trim()).to.equal('Do you want to cancel this visit?');
    expect(clinic.appointments[0]?.status).to.equal('scheduled');
    await pressKeys('Tab');
    expect(focused()).to.equal(await button(root, 'Yes, cancel it'));
    await pressKeys('Enter');
    await waitForText(root, 'Your visit is cancelled');
    expect(focused()?.textContent.trim()).to.equal('Your visit is cancelled');
    expect(statusOf(page)).to.match(/^Your visit on .* is cancelled\.$/);
    expect(clinic.appointments[0]?.status).to.equal('cancelled');
    await until(() => heard.length > 0, 'the event');
    const appointmentId = clinic.appointments[0]?.id;
    expect(heard).to.deep.equal([{ type: 'ally-cancelled', detail: { appointmentId } }]);
    await expectAccessible(page);
  });

  it('is asked to be cancelled once, however often Yes is pressed', async () => {
    const line = openConnection();
    const page = await openOrderPage(bookVisit(clinic), { fetch: line.fetch });
    const release = line.hold();
    await press(rootOf(page), 'Cancel this visit');
    const yes = await button(rootOf(page), 'Yes, cancel it');
    for (let press = 0; press < 3; press += 1) yes.click();
    await waitForText(rootOf(page), 'Cancelling…');
    yes.click();
    expect(focused()).to.equal(yes);
    release();
    await waitForText(rootOf(page), 'Your visit is cancelled');
    expect(line.methods).to.deep.equal(['GET', 'POST']);
  });

  it('whose visit was cancelled on another page shows what is true', async () => {
    const booking = bookVisit(clinic);
    const [one, two] = [await openOrderPage(booking), await openOrderPage(booking)];
    await cancel(rootOf(one));
    await waitForText(rootOf(one), 'Your visit is cancelled');
    await waitForText(rootOf(two), 'Your visit is booked');
    await cancel(rootOf(two));
    await waitForText(rootOf(two), 'Your visit is cancelled');
  });

  it('without the right token says that there is nothing, and says why to developers alone', async () => {
    const booking = { ...bookVisit(clinic), manageToken: 'man_marker' };
    const said = await whatIsWarned(async () => {
      const page = await openOrderPage(booking);
      await waitForText(rootOf(page), /^We could not find this visit/);
      // Nobody has asked for it: it does not interrupt.
      expect(statusOf(page)).to.match(/^We could not find this visit/);
      expect(isTextShown(rootOf(page), 'Try again')).to.equal(false);
      expect(isTextShown(document.body, 'Call us on 020 7946 0000.')).to.equal(true);
      await expectAccessible(page);
    });
    expect(said).to.deep.equal(['<ally-appointment> cannot be shown: not_found']);
  });

  it('that cannot reach the service can be tried again', async () => {
    const line = openConnection();
    line.isCut = true;
    const said = await whatIsWarned(async () => {
      const page = await openOrderPage(bookVisit(clinic), { fetch: line.fetch });
      const heard = listen(page);
      await waitForText(rootOf(page), /^We could not reach our booking service/);
      await press(rootOf(page), 'Try again');
      await until(() => heard.length > 0, 'the event');
      expect(heard).to.deep.equal([
        { type: 'ally-problem', detail: { code: 'offline', canRetry: true, requestId: null } },
      ]);
      line.isCut = false;
      await press(rootOf(page), 'Try again');
      await waitForText(rootOf(page), 'Your visit is booked');
      expect(focused()?.textContent.trim()).to.equal('Your visit is booked');
    });
    expect(said).to.have.length(2);
  });

  it('whose cancelling was not answered does not guess: it looks again, and then it knows', async () => {
    const line = openConnection();
    const page = await openOrderPage(bookVisit(clinic), { fetch: line.fetch });
    const heard = listen(page);
    line.isCut = true;
    await cancel(rootOf(page));
    await waitForText(rootOf(page), /^We do not know yet whether your visit is cancelled/);
    expect(alertOf(page)).to.match(/^We do not know yet/);
    expect(focused()?.textContent).to.match(/^We do not know yet/);
    expect(line.methods.filter((method) => method === 'POST')).to.have.length(1);
    expect(heard.map(({ type }) => type)).to.deep.equal(['ally-problem']);
    line.isCut = false;
    await press(rootOf(page), 'Try again');
    await waitForText(rootOf(page), 'Your visit is cancelled');
    expect(line.methods.filter((method) => method === 'POST')).to.have.length(1);
    await until(() => heard.length > 1, 'the event');
    expect(heard.map(({ type }) => type)).to.deep.equal(['ally-problem', 'ally-cancelled']);
  });

  it('whose cancelling was lost on its way says that the visit still stands', async () => {
    const booking = bookVisit(clinic);
    const line = openConnection();
    const lost: typeof fetch = (input, init) =>
      init?.method === 'POST' ? Promise.reject(new TypeError('Lost.')) : line.fetch(input, init);
    const page = await openOrderPage(booking, { fetch: lost });
    await cancel(rootOf(page));
    await waitForText(rootOf(page), /^Your visit is not cancelled\. We could not reach/);
    expect(clinic.appointments[0]?.status).to.equal('scheduled');
    expect(alertOf(page)).to.match(/^Your visit is not cancelled/);
    await expectAccessible(page);
  });

  it('says that the patient is to choose a time, and lets that be cancelled too', async () => {
    clinic.use('window-gone-at-booking');
    const windowId = windowsOf(clinic)[0]?.id ?? '';
    const { token } = clinic.seal(selectionOf(windowId));
    const page = await openOrderPage(clinic.order({ token, orderRef: 'LK-1' }));
    await waitForText(rootOf(page), 'We are arranging your visit');
    await waitForText(rootOf(page), /a link to choose a time/);
    await press(rootOf(page), 'Cancel this visit');
    await waitForText(rootOf(page), 'You may be charged for cancelling.');
    await press(rootOf(page), 'Yes, cancel it');
    await waitForText(rootOf(page), 'Your visit is cancelled');
    expect(statusOf(page)).to.equal('Your visit is cancelled');
  });

  it('is empty until it has both an appointment and a token, and then shows it', async () => {
    const booking = bookVisit(clinic);
    const page = await openOrderPage({ ...booking, manageToken: '' });
    expect(isTextShown(rootOf(page), /./)).to.equal(false);
    page.setAttribute('manage-token', booking.manageToken);
    await waitForText(rootOf(page), 'Your visit is booked');
  });

  it('with another token forgets at once what the first has shown', async () => {
    const [one, two] = [bookVisit(clinic, 40), bookVisit(clinic, 41)];
    const page = await openOrderPage(one);
    await waitForText(rootOf(page), one.appointment.id);
    await press(rootOf(page), 'Cancel this visit');
    page.appointmentId = two.appointment.id;
    page.manageToken = two.manageToken;
    await page.updateComplete;
    expect(isTextShown(rootOf(page), one.appointment.id)).to.equal(false);
    await waitForText(rootOf(page), two.appointment.id);
    expect(isTextShown(rootOf(page), 'Yes, cancel it')).to.equal(false);
  });

  it('a late answer to the first token is not shown for the second', async () => {
    const [one, two] = [bookVisit(clinic, 40), bookVisit(clinic, 41)];
    const answers: Record<string, (value: typeof one.appointment) => void> = {};
    const api: AppointmentApi = {
      getAppointment: ({ appointmentId }) =>
        new Promise((resolve) => (answers[appointmentId] = resolve)),
      cancelAppointment: () => Promise.reject(new Error('Not asked for.')),
    };
    const page = document.createElement('ally-appointment');
    document.body.append(page);
    Object.assign(page, { api, appointmentId: one.appointment.id, manageToken: 'man_1' });
    await until(() => answers[one.appointment.id], 'the first question');
    page.appointmentId = two.appointment.id;
    await until(() => answers[two.appointment.id], 'the second question');
    answers[two.appointment.id]?.(two.appointment);
    await waitForText(rootOf(page), two.appointment.id);
    answers[one.appointment.id]?.(one.appointment);
    await page.updateComplete;
    expect(isTextShown(rootOf(page), one.appointment.id)).to.equal(false);
    page.remove();
  });

  it('taken out and put back shows what is true then, even while it waits', async () => {
    const booking = bookVisit(clinic);
    const page = document.createElement('ally-appointment');
    const { id: appointmentId } = booking.appointment;
    const { manageToken } = booking;
    Object.assign(page, { apiBase: '/ally', appointmentId, manageToken });
    document.body.append(page);
    await page.updateComplete;
    page.remove();
    document.body.append(page);
    await waitForText(rootOf(page), 'Your visit is booked');
    page.remove();
    clinic.cancel(appointmentId, manageToken);
    document.body.append(page);
    await waitForText(rootOf(page), 'Your visit is cancelled');
    page.remove();
  });

  it('taken out while it is cancelled knows of it when it is put back', async () => {
    const line = openConnection();
    const page = await openOrderPage(bookVisit(clinic), { fetch: line.fetch });
    const release = line.hold();
    await cancel(rootOf(page));
    await waitForText(rootOf(page), 'Cancelling…');
    page.remove();
    release();
    await until(() => clinic.appointments[0]?.status === 'cancelled', 'the cancelling');
    document.body.append(page);
    await waitForText(rootOf(page), 'Your visit is cancelled');
    expect(line.methods.filter((method) => method === 'POST')).to.have.length(1);
  });

  it('keeps the token out of addresses, events, the console, storage and what is shown', async () => {
    const booking = bookVisit(clinic);
    performance.clearResourceTimings();
    let page!: Awaited<ReturnType<typeof openOrderPage>>;
    let heard: ReturnType<typeof listen> = [];
    const said = await whatIsWarned(async () => {
      page = await openOrderPage(booking);
      heard = listen(page);
      await cancel(rootOf(page));
      await waitForText(rootOf(page), 'Your visit is cancelled');
      await until(() => heard.length > 0, 'the event');
    });
    const { appointment, manageToken } = booking;
    const addresses = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(addresses.join()).to.contain(`/ally/appointments/${appointment.id}/cancel`);
    const places = {
      addresses: decodeURIComponent([...addresses, location.href].join()),
      events: JSON.stringify(heard),
      console: said.join(),
      shown: rootOf(page).innerHTML,
      storage: JSON.stringify([localStorage, sessionStorage, document.cookie]),
    };
    for (const [name, text] of Object.entries(places))
      for (const secret of [manageToken, 'Asha', 'SW1A'])
        if (name !== 'shown' || secret === manageToken)
          expect(text, `${secret} in ${name}`).not.to.contain(secret);
  });

  it('stands where the page’s outline has room for it', async () => {
    const page = await openOrderPage(bookVisit(clinic), { headingLevel: 4 });
    await press(rootOf(page), 'Cancel this visit');
    await button(rootOf(page), 'No, keep it');
    const card = rootOf(page).querySelector('ally-appointment-card')?.shadowRoot;
    const levels = [...(card?.querySelectorAll('[role=heading]') ?? [])].map((heading) =>
      heading.getAttribute('aria-level'),
    );
    expect(levels).to.deep.equal(['4', '5']);
  });
});
