/** Tags: @date */
import { expect } from '@open-wc/testing';
import { AllyAppointmentCard } from '../../../../src/index.js';
import { registerElement } from '../../../../src/components/internal/define-element.js';
import type { Appointment } from '../../../../src/domain/appointment.js';
import type { Problem, ServiceProblem } from '../../../../src/domain/problems.js';
import { errorCodes } from '../../../../src/api/contract/error-codes.js';
import { expectAccessible } from '../../../assertions/axe.js';
import { button, focused, isTextShown, press, waitForText } from '../../../harness/queries.js';
import { recordEvents, place } from '../../../harness/place-element.js';

registerElement('ally-appointment-card', AllyAppointmentCard);

const hour = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();

/** On the day on which the clocks of London go forward, in a year that is to come. */
const spring: Appointment = {
  id: 'app_1',
  status: 'scheduled',
  taskName: 'Blood test at home',
  firstName: 'Asha',
  startAt: '2035-03-25T07:00:00Z',
  endAt: '2035-03-25T11:00:00Z',
  timeZone: 'Europe/London',
  postcode: 'SW1A 1AA',
  price: { amount: 1250, currency: 'GBP' },
  chargeableFrom: '2035-03-24T07:00:00Z',
};
const led = { ...spring, status: 'scheduling', startAt: undefined, endAt: undefined };

const problemOf = (code: ServiceProblem): Problem => ({
  code,
  canRetry: errorCodes[code].canRetry,
  requestId: null,
  retryAfter: null,
  param: null,
});

const show = async (properties: Partial<AllyAppointmentCard>) => {
  const card = await place('ally-appointment-card', properties);
  const root = card.renderRoot as ShadowRoot;
  const said = () => root.textContent.replace(/\s+/g, ' ');
  return { card, root, said };
};

describe('the appointment card', () => {
  const states: Record<string, readonly [Partial<Appointment>, RegExp, boolean]> = {
    scheduled: [spring, /Your visit is booked.*Sunday 25 March, 8am to midday/, true],
    'without times': [led, /We are arranging your visit.*link to choose a time/, true],
    completed: [{ ...spring, status: 'completed' }, /Your visit has taken place/, false],
    cancelled: [{ ...spring, status: 'cancelled' }, /Your visit is cancelled No one will/, false],
    'of a state of next year': [
      { ...spring, status: 'on_the_moon' },
      /Your visit To find out how it stands, contact the shop/,
      false,
    ],
    past: [{ ...spring, startAt: inHours(-3), endAt: inHours(-1) }, /Your visit is booked/, false],
  };
  for (const [name, [change, words, isOpen]] of Object.entries(states))
    it(`shows a visit ${name}`, async () => {
      const { card, root, said } = await show({ appointment: { ...spring, ...change } });
      expect(said()).to.match(words);
      for (const fact of ['Blood test at home', 'SW1A\u00a01AA', 'Asha', 'app_1', '£12.50'])
        expect(root.textContent, fact).to.contain(fact);
      expect(isTextShown(root, 'Cancel this visit')).to.equal(isOpen);
      expect(isTextShown(root, 'Add to calendar')).to.equal(isOpen && change.startAt !== undefined);
      expect(said()).not.to.contain('on_the_moon');
      await expectAccessible(card);
    });

  it('says how to prepare, in the appointment’s own words before the Task’s', async () => {
    const { card, said } = await show({ appointment: { ...spring, preparation: 'Do not eat.' } });
    expect(said()).to.contain('How to prepareDo not eat.');
    card.task = {
      id: 'tsk_blood',
      name: 'Blood test at home',
      asks: {},
      consents: [],
      testMode: false,
      preparation: 'Drink water.',
    };
    await card.updateComplete;
    expect(said()).not.to.contain('Drink water.');
    card.appointment = spring;
    await card.updateComplete;
    expect(said()).to.contain('Drink water.');
  });

  it('while it is awaited says no word of it, and takes the room of most', async () => {
    for (const width of ['320px', '900px']) {
      const { card, said } = await show({ pending: true });
      card.style.width = width;
      expect(said()).to.contain('Loading');
      expect(said()).not.to.match(/booked|clinician|cancel/i);
      await expectAccessible(card);
      const awaited = card.getBoundingClientRect().height;
      card.appointment = { ...spring, price: undefined };
      card.pending = false;
      await card.updateComplete;
      // Longer words may take a line more.
      expect(card.getBoundingClientRect().height - awaited).to.be.within(-1, 50);
    }
  });

  it('says nothing when there is nothing to say', async () => {
    const { said } = await show({});
    expect(said().trim()).to.equal('');
  });

  it('asks before it is cancelled, with the time from which it is charged by the clock of the place', async () => {
    const { card, root } = await show({ appointment: spring });
    const heard = recordEvents(card, 'cancel-request');
    await press(root, 'Cancel this visit');
    // A day of 23 hours lies between: eight on the clock of the visit is seven on that of the day before.
    await waitForText(
      root,
      'You can cancel free of charge until 7am on Saturday 24 March. After that, you may be charged.',
    );
    expect(focused()?.textContent.trim()).to.equal('Do you want to cancel this visit?');
    expect(heard).to.deep.equal([]);
    await expectAccessible(card);
    await press(root, 'No, keep it');
    expect(focused()).to.equal(await button(root, 'Cancel this visit'));
    expect(isTextShown(root, 'Do you want to cancel this visit?')).to.equal(false);
    expect(heard).to.deep.equal([]);
    await press(root, 'Cancel this visit');
    await press(root, 'Yes, cancel it');
    expect(heard).to.have.length(1);
    expect(heard[0]?.composed).to.equal(false);
    expect(heard[0]).not.to.have.property('detail');
  });

  it('says that it may be charged: now, or where nobody knows from when', async () => {
    const late = await show({ appointment: { ...spring, chargeableFrom: inHours(-1) } });
    await press(late.root, 'Cancel this visit');
    await waitForText(late.root, /^You could cancel free of charge until .* you may be charged\.$/);
    const unsaid = await show({ appointment: { ...spring, chargeableFrom: undefined } });
    await press(unsaid.root, 'Cancel this visit');
    await waitForText(unsaid.root, 'You may be charged for cancelling.');
    expect(unsaid.said()).not.to.contain('free of charge');
  });

  it('asks anew when it has become chargeable since it was asked', async () => {
    const { card, root } = await show({ appointment: spring });
    const heard = recordEvents(card, 'cancel-request');
    await press(root, 'Cancel this visit');
    await button(root, 'Yes, cancel it');
    const now = Date.now;
    const RealDate = Date;
    const later = Date.parse('2035-03-24T07:00:01Z');
    globalThis.Date = class extends RealDate {
      constructor(...given: [] | [string | number | Date]) {
        super(given[0] ?? later);
      }
      static override now = () => later;
    } as DateConstructor;
    try {
      await press(root, 'Yes, cancel it');
      await waitForText(root, /If you cancel now, you may be charged/);
      expect(heard).to.deep.equal([]);
      await press(root, 'Yes, cancel it');
      expect(heard).to.have.length(1);
    } finally {
      globalThis.Date = RealDate;
    }
    expect(Date.now).to.equal(now);
  });

  it('hears no second press while it is cancelled', async () => {
    const { card, root } = await show({ appointment: spring });
    const heard = recordEvents(card, 'cancel-request');
    card.addEventListener('cancel-request', () => (card.pending = true));
    await press(root, 'Cancel this visit');
    const yes = await button(root, 'Yes, cancel it');
    yes.click();
    yes.click();
    await waitForText(root, 'Cancelling…');
    await press(root, 'No, keep it');
    await press(root, 'Yes, cancel it');
    expect(heard).to.have.length(1);
    expect(yes.getAttribute('aria-disabled')).to.equal('true');
    await expectAccessible(card);
  });

  it('goes to how the visit stands when it is cancelled, and asks no more', async () => {
    const { card, root } = await show({ appointment: spring });
    await press(root, 'Cancel this visit');
    (await button(root, 'Yes, cancel it')).focus();
    card.appointment = { ...spring, status: 'cancelled' };
    await card.updateComplete;
    expect(focused()?.textContent.trim()).to.equal('Your visit is cancelled');
    expect(isTextShown(root, 'Yes, cancel it')).to.equal(false);
  });

  it('does not ask of another visit what was asked of the first', async () => {
    const { card, root } = await show({ appointment: spring });
    await press(root, 'Cancel this visit');
    await button(root, 'Yes, cancel it');
    card.appointment = { ...spring, id: 'app_2' };
    await button(root, 'Cancel this visit');
    expect(isTextShown(root, 'Yes, cancel it')).to.equal(false);
  });

  it('that could not be cancelled says so, and can be tried again where that may help', async () => {
    const { card, root } = await show({ appointment: spring });
    await press(root, 'Cancel this visit');
    (await button(root, 'Yes, cancel it')).focus();
    card.problem = problemOf('timed_out');
    await waitForText(
      root,
      /^Your visit is not cancelled\. Our booking service is taking too long/,
    );
    expect(focused()).to.equal(await button(root, 'Yes, cancel it'));
    await expectAccessible(card);
    card.problem = problemOf('refused');
    await waitForText(root, /^Your visit is not cancelled\. It cannot be cancelled here just now/);
    expect(focused()?.textContent).to.match(/^Your visit is not cancelled/);
    expect(isTextShown(root, /cancel it$|^Cancel this visit$/)).to.equal(false);
    await expectAccessible(card);
  });

  it('is not cancelled again while nobody knows whether it is', async () => {
    const { card, root } = await show({
      appointment: spring,
      problem: problemOf('outcome_unknown'),
    });
    const heard = recordEvents(card, 'refresh-request');
    await waitForText(root, /^We do not know yet whether your visit is cancelled/);
    expect(isTextShown(root, 'Cancel this visit')).to.equal(false);
    await expectAccessible(card);
    await press(root, 'Try again');
    expect(heard).to.have.length(1);
    card.pending = true;
    await card.updateComplete;
    await press(root, 'Try again');
    expect(heard).to.have.length(1);
  });

  for (const [code, words] of [
    ['not_found', /^We could not find this visit/],
    ['offline', /^We could not reach our booking service/],
    ['misconfigured', /^Your visit cannot be shown here just now/],
  ] as const)
    it(`says why there is nothing to be shown: ${code}`, async () => {
      const { card, root } = await show({ problem: problemOf(code) });
      await waitForText(root, words);
      expect(isTextShown(root, 'Try again')).to.equal(errorCodes[code].canRetry);
      await expectAccessible(card);
    });

  it('speaks the merchant’s words', async () => {
    const { root } = await show({
      appointment: spring,
      strings: { bookedTitle: 'See you soon', cancelVisit: 'Call it off' },
    });
    await waitForText(root, 'See you soon');
    await button(root, 'Call it off');
  });

  it('hands out a calendar file of the visit', async () => {
    const { root } = await show({ appointment: { ...spring, preparation: 'Do not eat.' } });
    const made: Blob[] = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      made.push(blob);
      return createObjectURL(blob);
    };
    await press(root, 'Add to calendar');
    URL.createObjectURL = createObjectURL;
    const file = await made[0]?.text();
    for (const line of [
      'DTSTART:20350325T070000Z',
      'SUMMARY:Blood test at home',
      'LOCATION:SW1A 1AA',
      'DESCRIPTION:Reference: app_1\\nDo not eat.',
    ])
      expect(file).to.contain(`${line}\r\n`);
  });
});
