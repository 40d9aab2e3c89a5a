import { expect } from '@open-wc/testing';
import { createClinic, scenarios } from '../../../src/mocks/index.js';
import {
  aPatient,
  bookVisit,
  cancelVisit,
  chooseWindow,
  enterPostcode,
  fillBooking,
  fillPatient,
  leadOn,
  NotOnScreenError,
  readBooking,
  readScreen,
  reopenStep,
  seeProblem,
  seeReview,
} from '../../../src/testing/index.js';
import {
  bookVisit as bookedVisit,
  openConnection,
  openOrderPage,
} from '../../fixtures/appointment-page.js';
import { waitForText } from '../../harness/queries.js';
import { openClinic, openShop } from '../../fixtures/booking-page.js';

/** Long enough for whatever is there at once. */
const soon = { timeout: 300 };

/** Waits for a step's fields or choices: what a verb with `soon` needs must be there at once on a busy machine too. */
const reach = async (form: HTMLFormElement, step: string): Promise<void> => {
  for (;;) {
    const screen = await readScreen(form);
    if (screen.step === step && screen.choices.length + screen.fields.length > 0) return;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};

/** Why a verb could not be done. */
const refusal = async (verb: Promise<unknown>): Promise<NotOnScreenError> => {
  try {
    await verb;
  } catch (error) {
    if (error instanceof NotOnScreenError) return error;
    throw error;
  }
  throw new Error('It could be done.');
};

const clinic = openClinic(createClinic());

describe('verbs for tests', () => {
  it('fill in a whole booking, and give what the shop reads', async () => {
    const { form } = await openShop();
    const read = await fillBooking(form);
    expect(read.value).to.equal(new FormData(form).get('appointment'));
    expect(read).to.deep.include({
      step: 'review',
      complete: true,
      isValid: true,
      validationMessage: '',
      problems: [],
      manageToken: '',
      states: ['covered', 'complete', 'test-mode'],
    });
    const { appointment } = clinic.order({ token: read.value, orderRef: 'LK-1' });
    expect(appointment.startAt).to.equal(read.summary?.startAt);
  });

  it('take the element, what it stands in, or the document', async () => {
    const { form, booking } = await openShop();
    const host = document.createElement('div');
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).append(form);
    for (const where of [booking, form, host, document, host.shadowRoot as ShadowRoot])
      expect((await readBooking(where)).step).to.equal('coverage');
    host.remove();
  });

  it('find things whatever the words are', async () => {
    const { form, booking } = await openShop();
    booking.strings = { checkPostcode: 'Gwirio', continue: 'Ymlaen', firstName: 'Enw', me: 'Fi' };
    expect((await fillBooking(form)).complete).to.equal(true);
  });

  it('type every field that the form asks for', async () => {
    const { form, booking } = await openShop('task-id="tsk_screening"');
    booking.taskId = 'tsk_screening';
    const patient = aPatient({
      visitFor: 'other',
      contactName: 'Noor Example',
      note: 'Third floor',
      line2: 'Flat 3',
      placeKind: 'work',
      sex: 'male',
      nhsNumber: '943 476 5919',
    });
    await fillBooking(form, { postcode: 'M1 1AE', window: 1, patient });
    const { consents, ...typed } = patient;
    expect(consents).to.equal('all');
    expect(booking.getSelection()?.draft).to.deep.include(typed);
    expect(booking.getSelection()?.finished?.contact?.name).to.equal('Noor Example');
  });

  it('give the consents that are wanted, and take back the others', async () => {
    const { form, booking } = await openShop();
    booking.taskId = 'tsk_research';
    const given = (): string[] | undefined =>
      booking.getSelection()?.finished?.consents.map(({ id }) => id);
    await fillBooking(form);
    expect(given()).to.deep.equal(['care', 'research']);
    await reopenStep(form, 'patient');
    await fillPatient(form, aPatient({ consents: ['care'] }));
    await seeReview(form);
    expect(given()).to.deep.equal(['care']);
  });

  it('give the address by hand where the shop searches for it', async () => {
    const { form, booking } = await openShop();
    booking.addressLookup = () => Promise.resolve([]);
    await fillBooking(form);
    expect(booking.getSelection()?.draft.line1).to.equal('12 Example Street');
  });

  it('leave alone what the shop knows already', async () => {
    const { form, booking } = await openShop();
    Object.assign(booking, {
      prefill: { firstName: 'Asha', lastName: 'Known' },
      fields: { lastName: 'readonly', firstName: 'hidden' },
    });
    await enterPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await fillPatient(form, aPatient({ visitFor: 'me' }), { submit: false });
    await leadOn(form);
    await seeReview(form);
    expect(booking.getSelection()?.draft.lastName).to.equal('Known');
  });

  it('choose a time by place, by words, by pattern and by id', async () => {
    const { form, booking } = await openShop();
    await enterPostcode(form, 'SW1A 1AA');
    const second = await chooseWindow(form, 1);
    const id = booking.getSelection()?.windowId ?? '';
    for (const which of [second, id, /^\w+day \d+ \w+, /]) {
      await reopenStep(form, 'window');
      const chosen = await chooseWindow(form, which);
      if (typeof which === 'string') expect(chosen).to.equal(second);
      else expect(chosen).to.match(which).and.not.to.equal(second);
    }
  });

  it('choose a date first where the days are full', async () => {
    const { form, booking } = await openShop();
    await enterPostcode(form, scenarios['many-windows'].postcode);
    await chooseWindow(form, 2);
    await fillPatient(form);
    expect((await seeReview(form)).summary?.startAt).to.match(/:10:00Z$/);
    expect(booking.complete).to.equal(true);
  });

  it('meet a window that has gone, with everything typed kept', async () => {
    clinic.use('window-gone');
    const { form } = await openShop();
    await enterPostcode(form, 'SW1A 1AA');
    await chooseWindow(form, 1);
    await fillPatient(form);
    expect(await seeProblem(form)).to.match(/^That time has just gone Someone else has booked/);
    expect((await readBooking(form)).problems).to.deep.equal(['window_unavailable']);
    await chooseWindow(form);
    await leadOn(form);
    expect((await seeReview(form)).complete).to.equal(true);
  });

  it('book from the page, once what is wrong is mended', async () => {
    const { form, booking } = await openShop('mode="instant"');
    await enterPostcode(booking, 'SW1A 1AA');
    await chooseWindow(booking);
    await fillPatient(booking, aPatient({ phone: '', consents: [] }));
    const said = await seeProblem(form);
    expect(said).to.contain('Enter a phone number').and.contain('Select the box to agree');
    await fillPatient(booking);
    const { value, manageToken, states } = await bookVisit(booking);
    expect(clinic.appointments.map(({ id }) => id)).to.deep.equal([value]);
    expect(manageToken).not.to.equal('');
    expect(states).to.include('booked');
  });

  it('cancel a visit on an order page, and tell when it is not cancelled', async () => {
    const booking = bookedVisit(clinic);
    const line = openConnection();
    const page = await openOrderPage(booking, { fetch: line.fetch });
    line.isCut = true;
    const { message } = await refusal(cancelVisit(page, soon));
    expect(message).to.match(/^The visit is not cancelled: not within 0\.3 seconds\./);
    line.isCut = false;
    await cancelVisit(await openOrderPage(bookedVisit(clinic, 41)));
    expect(clinic.appointments[1]?.status).to.equal('cancelled');
  });

  it('read the screen without what was typed', async () => {
    const { form } = await openShop();
    await enterPostcode(form, scenarios['not-covered'].postcode);
    await seeProblem(form);
    const screen = await readScreen(form);
    expect(screen).to.deep.include({ step: 'coverage', fields: ['Postcode'], choices: [] });
    expect(screen.buttons).to.deep.equal(['Check postcode']);
    expect(screen.says).to.include('Book your visit');
  });
});

describe('a verb that cannot be done says what is on the screen instead', () => {
  it('an earlier step', async () => {
    const { form } = await openShop();
    await enterPostcode(form, scenarios['not-covered'].postcode);
    await seeProblem(form);
    const { message, screen } = await refusal(chooseWindow(form, 0, soon));
    expect(message.split('\n').map((line) => line.trim())).to.deep.equal([
      'Cannot choose a time: not within 0.3 seconds.',
      'On the screen instead:',
      'step: coverage',
      `it says: ${(screen?.says ?? []).map((words) => `“${words}”`).join(', ')}`,
      'to fill in: “Postcode”',
      'to press: “Check postcode”',
    ]);
    expect(message).to.contain('We do not visit ZZ99 1AB yet');
  });

  it('a time that is not in the list, of which the first are named', async () => {
    const { form } = await openShop();
    await enterPostcode(form, 'SW1A 1AA');
    await reach(form, 'window');
    const { message } = await refusal(chooseWindow(form, 'at the weekend', soon));
    expect(message).to.match(/^Cannot choose a time \(at the weekend\): /);
    expect(message).to.match(/to choose: (“[^”]+”, ){7}“[^”]+” and \d+ more/);
  });

  it('a field that the form does not ask for', async () => {
    const { form } = await openShop();
    await enterPostcode(form, 'SW1A 1AA');
    await chooseWindow(form);
    await reach(form, 'patient');
    for (const [name, change] of Object.entries({
      nhsNumber: { nhsNumber: '943 476 5919' },
      'consent:research': { consents: ['research'] },
    })) {
      const { message } = await refusal(fillPatient(form, aPatient(change), soon));
      expect(message).to.contain(`Cannot fill in the patient: ${name} is not asked for`);
    }
  });

  it('a service that is not there, by its code', async () => {
    clinic.use('misconfigured');
    const { warn } = console;
    console.warn = () => undefined;
    const { form } = await openShop('', '<b>Call us</b>');
    await waitForText(form, /^Visits cannot be booked here just now/);
    const { message, screen } = await refusal(chooseWindow(form, 0, soon));
    console.warn = warn;
    expect(message).to.contain('the service’s problems: misconfigured');
    expect(screen?.says.join()).to.contain('Visits cannot be booked here just now');
  });

  it('no element, too many, or one that nothing has registered', async () => {
    const { form, booking } = await openShop();
    booking.remove();
    expect((await refusal(readBooking(form, soon))).message).to.contain(
      'There is no <ally-booking> there.',
    );
    form.append(booking, booking.cloneNode());
    expect((await refusal(readScreen(form, soon))).message).to.contain(
      'There are 2 <ally-booking> there: name the one that is meant.',
    );
    const elsewhere = document.implementation.createHTMLDocument();
    elsewhere.body.innerHTML = '<ally-booking></ally-booking>';
    const { message, screen } = await refusal(readBooking(elsewhere, soon));
    expect(message).to.contain("import '@ally-health/checkout-booking/define'");
    expect(screen).to.equal(null);
  });

  it('a DOM that lays nothing out, such as jsdom', async () => {
    const { form } = await openShop();
    const { checkVisibility } = Element.prototype;
    Reflect.deleteProperty(Element.prototype, 'checkVisibility');
    const { message } = await refusal(enterPostcode(form, 'SW1A 1AA', soon));
    Object.assign(Element.prototype, { checkVisibility });
    expect(message).to.contain('This is no real browser');
  });

  it('an element that the page does not show', async () => {
    const { form } = await openShop();
    for (const hidden of ['display: none', 'visibility: hidden']) {
      form.style.cssText = hidden;
      const { message, screen } = await refusal(enterPostcode(form, 'SW1A 1AA', soon));
      expect(message).to.match(/^Cannot enter a postcode: /);
      expect(screen?.fields).to.deep.equal([]);
    }
  });

  it('an element that is out of use', async () => {
    const { form } = await openShop('disabled');
    const { message } = await refusal(enterPostcode(form, 'SW1A 1AA', soon));
    expect(message).to.match(/^Cannot enter a postcode: /);
  });

  it('waits by the real clock, whatever clock the test has', async () => {
    const { form } = await openShop();
    const { setTimeout: real } = globalThis;
    const { performance: clock } = globalThis;
    const { now } = clock;
    Object.assign(globalThis, { setTimeout: () => 0 });
    Object.assign(clock, { now: () => 0 });
    try {
      await refusal(seeReview(form, soon));
    } finally {
      Object.assign(globalThis, { setTimeout: real });
      Object.assign(clock, { now });
    }
  });
});
