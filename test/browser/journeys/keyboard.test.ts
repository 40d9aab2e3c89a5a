/**
 * Every control of every room by the keyboard alone: which keys it hears, and what comes of it. The keys are those
 * of the platform's own controls, and for the calendar of https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/
 * and https://www.w3.org/WAI/ARIA/apg/patterns/grid/.
 *
 * Tags: @engine
 */
import { expect } from '@open-wc/testing';
import { orderStates, placeOrder } from '../../fixtures/order-states.js';
import type { AllyBooking } from '../../../src/index.js';
import { pressKeys, typeKeys } from '../../harness/input.js';
import {
  button,
  checkPostcode,
  chooseWindow,
  field,
  fillPatient,
  focused,
  isTextShown,
  press,
  radios,
  waitForText,
  until,
} from '../../harness/queries.js';
import { openClinic, openShop } from '../../fixtures/booking-page.js';

interface Opened {
  readonly form: HTMLFormElement;
  readonly booking: AllyBooking;
}

interface Control {
  readonly name: string;
  /** Leads there, and gives what the keyboard is put on. */
  readonly open: (shop: Opened) => Promise<HTMLElement>;
  /** By the keys that are pressed one after another: what comes of them, which must not have been before. */
  readonly keys: Readonly<Record<string, (shop: Opened) => boolean>>;
  /** Presses all keys in one journey, one after another; else each begins anew. */
  readonly inTurn?: boolean;
}

const words = (element: Element | null): string =>
  (element?.ariaLabel ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const isOn = (wording: RegExp): boolean => wording.test(words(focused()));
const labelled = (): string =>
  ((focused() as HTMLInputElement | null)?.labels?.[0]?.textContent ?? '').trim();
const isAt =
  (step: AllyBooking['step']) =>
  ({ booking }: Opened): boolean =>
    booking.step === step;
const isChecked =
  (index: number) =>
  ({ form }: Opened): boolean =>
    radios(form)[index]?.checked === true && focused() === radios(form)[index];

const toWindows = async ({ form }: Opened): Promise<void> => {
  await checkPostcode(form, 'SW1A 1AA');
  await button(form, 'Continue');
};
const toPatient = async (shop: Opened): Promise<void> => {
  await toWindows(shop);
  await chooseWindow(shop.form);
  await field(shop.form, 'First name');
};
const toReview = async (shop: Opened): Promise<void> => {
  await toPatient(shop);
  await fillPatient(shop.form);
  await press(shop.form, 'Continue');
  await waitForText(shop.form, 'Your visit is ready to book');
};
const grid = ({ form }: Opened): Promise<HTMLElement> =>
  until(() => {
    const day = focused();
    return form.isConnected && day?.role === 'gridcell' ? (day as HTMLElement) : null;
  }, 'a day in focus');
const isClosed = (): boolean => isOn(/^Choose from a calendar$/);

const pressable = (
  name: string,
  open: Control['open'],
  done: (shop: Opened) => boolean,
): Control => ({ name, open, keys: { Enter: done, Space: done } });

const rooms: Readonly<Record<string, readonly Control[]>> = {
  postcode: [
    {
      name: 'the field',
      open: async ({ form }) => {
        const postcode = await field(form, 'Postcode');
        postcode.focus();
        await typeKeys('sw1a 1aa');
        return postcode;
      },
      keys: { Enter: isAt('window') },
    },
    pressable(
      'Check postcode',
      async ({ form }) => {
        (await field(form, 'Postcode')).focus();
        await typeKeys('SW1A 1AA');
        return button(form, 'Check postcode');
      },
      isAt('window'),
    ),
  ],
  window: [
    {
      name: 'the times',
      open: async (shop) => {
        await toWindows(shop);
        return radios(shop.form)[0] as HTMLElement;
      },
      inTurn: true,
      keys: {
        Space: isChecked(0),
        ArrowDown: isChecked(1),
        ArrowRight: isChecked(2),
        ArrowUp: isChecked(1),
        ArrowLeft: isChecked(0),
        Enter: isAt('patient'),
      },
    },
    pressable(
      'the part of the day',
      async (shop) => {
        await toWindows(shop);
        return button(shop.form, 'Morning');
      },
      () => focused()?.ariaPressed === 'true',
    ),
    pressable(
      'the earliest time',
      async (shop) => {
        await toWindows(shop);
        return button(shop.form, /^Earliest: /);
      },
      ({ form }) => radios(form).some((one) => one.checked && focused() === one),
    ),
    pressable(
      'Show later dates',
      async (shop) => {
        await toWindows(shop);
        return button(shop.form, 'Show later dates');
      },
      ({ form }) => radios(form).indexOf(focused() as HTMLInputElement) > 0,
    ),
    pressable(
      'Choose from a calendar',
      async (shop) => {
        await toWindows(shop);
        return button(shop.form, 'Choose from a calendar');
      },
      () => focused()?.role === 'gridcell',
    ),
    {
      name: 'a day of the calendar',
      open: async (shop) => {
        await toWindows(shop);
        await press(shop.form, 'Choose from a calendar');
        return grid(shop);
      },
      keys: {
        Enter: ({ form }) => radios(form).includes(focused() as HTMLInputElement),
        Space: ({ form }) => radios(form).includes(focused() as HTMLInputElement),
        Escape: isClosed,
        Tab: () => isOn(/^Close calendar$/),
        'Shift+Tab': () => isOn(/^Next month$/),
      },
    },
    pressable(
      'Close calendar',
      async (shop) => {
        await toWindows(shop);
        await press(shop.form, 'Choose from a calendar');
        await grid(shop);
        return button(shop.form, 'Close calendar');
      },
      isClosed,
    ),
    pressable(
      'Change postcode',
      async (shop) => {
        await toWindows(shop);
        return button(shop.form, 'Change postcode');
      },
      isAt('coverage'),
    ),
  ],
  patient: [
    {
      name: 'who the visit is for',
      open: async (shop) => {
        await toPatient(shop);
        return field(shop.form, 'Me');
      },
      inTurn: true,
      keys: {
        Space: () => labelled() === 'Me' && (focused() as HTMLInputElement).checked,
        ArrowDown: () => labelled() === 'Someone else' && (focused() as HTMLInputElement).checked,
        ArrowUp: () => labelled() === 'Me' && (focused() as HTMLInputElement).checked,
      },
    },
    {
      name: 'the date of birth',
      open: async (shop) => {
        await toPatient(shop);
        const day = await field(shop.form, 'Day');
        day.focus();
        // Nothing moves on by itself.
        await typeKeys('27');
        expect(labelled()).to.equal('Day');
        return day;
      },
      inTurn: true,
      keys: {
        Tab: () => labelled() === 'Month',
        'Shift+Tab': () => labelled() === 'Day',
      },
    },
    {
      name: 'the note, in which Enter makes a line',
      open: async (shop) => {
        await toPatient(shop);
        return field(shop.form, /^Anything we need to know/);
      },
      keys: { Enter: () => (focused() as HTMLInputElement).value === '\n' },
    },
    {
      name: 'a box to agree',
      open: async (shop) => {
        await toPatient(shop);
        return field(shop.form, /^I agree/);
      },
      keys: { Space: () => (focused() as HTMLInputElement).checked },
    },
    {
      name: 'a line of the list of problems',
      open: async (shop) => {
        await toPatient(shop);
        await press(shop.form, 'Continue');
        await until(() => isOn(/^There is a problem/), 'the list in focus');
        await pressKeys('Tab', 'Tab');
        return focused() as HTMLElement;
      },
      keys: { Enter: () => labelled() === 'First name' },
    },
    {
      name: 'a field, in which Enter goes on',
      open: async (shop) => {
        await toPatient(shop);
        return field(shop.form, 'First name');
      },
      keys: { Enter: ({ form }) => isTextShown(form, 'There is a problem') },
    },
    pressable(
      'Change time',
      async (shop) => {
        await toPatient(shop);
        return button(shop.form, 'Change time');
      },
      isAt('window'),
    ),
  ],
  review: [
    pressable(
      'Change patient details',
      async (shop) => {
        await toReview(shop);
        return button(shop.form, 'Change patient details');
      },
      isAt('patient'),
    ),
    pressable(
      'Book this visit',
      async (shop) => {
        shop.booking.mode = 'instant';
        await toPatient(shop);
        await fillPatient(shop.form);
        await press(shop.form, 'Continue');
        return button(shop.form, 'Book this visit');
      },
      ({ form }) => isTextShown(form, 'Your visit is booked'),
    ),
  ],
  order: [
    pressable(
      'Cancel this visit',
      ({ form }) => button(form, 'Cancel this visit'),
      () => isOn(/^Do you want to cancel this visit\?$/),
    ),
    pressable(
      'No, keep it',
      async ({ form }) => {
        await press(form, 'Cancel this visit');
        return button(form, 'No, keep it');
      },
      () => isOn(/^Cancel this visit$/),
    ),
    pressable(
      'Yes, cancel it',
      async ({ form }) => {
        await press(form, 'Cancel this visit');
        return button(form, 'Yes, cancel it');
      },
      ({ form }) => isTextShown(form, 'Your visit is cancelled'),
    ),
  ],
};

describe('the keyboard', () => {
  openClinic();

  const openRoom = async (room: string): Promise<Opened> => {
    const shop = await openShop();
    const order = orderStates.find(({ name }) => name === 'just cancelled');
    if (room === 'order' && order) await placeOrder(shop.booking, order);
    return shop;
  };

  for (const [room, controls] of Object.entries(rooms))
    for (const { name, open, keys, inTurn = false } of controls) {
      const begin = async (): Promise<Opened> => {
        for (const form of document.querySelectorAll('form.shop')) form.remove();
        const shop = await openRoom(room);
        (await open(shop)).focus();
        return shop;
      };
      it(`of each control, ${room}: ${name}, by ${Object.keys(keys).join(', ')}`, async () => {
        let shop = await begin();
        let isFirst = true;
        for (const [key, done] of Object.entries(keys)) {
          if (!inTurn && !isFirst) shop = await begin();
          isFirst = false;
          expect(done(shop), `${key}, before it is pressed`).to.equal(false);
          await pressKeys(key);
          await until(() => done(shop), `what ${key} does`);
        }
      });
    }
});
