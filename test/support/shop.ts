import { createClinic, type Clinic } from '../../src/mocks/index.js';
import { startClinic } from '../../src/mocks/browser.js';
import type { AllyBooking } from '../../src/index.js';
import '../../src/define.js';

export interface Shop {
  readonly form: HTMLFormElement;
  readonly booking: AllyBooking;
}

/** Opens a clinic for a whole file of tests: once in each, for msw's worker ends itself as soon as it is stopped. */
export const openClinic = (clinic: Clinic = createClinic()): Clinic => {
  let close: () => void;
  before(async () => {
    close = await startClinic({ clinic });
  });
  beforeEach(() => {
    clinic.reset();
  });
  afterEach(() => {
    for (const form of document.querySelectorAll('form.shop')) form.remove();
  });
  after(() => {
    close();
  });
  return clinic;
};

/** A merchant's form with the element in it, as it would stand in their page. */
export const openShop = async (attributes = 'required', content = ''): Promise<Shop> => {
  document.body.insertAdjacentHTML(
    'beforeend',
    `<form class="shop"><ally-booking name="appointment" api-base="/ally" task-id="tsk_blood" ${attributes}>${content}</ally-booking></form>`,
  );
  const form = [...document.querySelectorAll<HTMLFormElement>('form.shop')].at(-1);
  const booking = form?.querySelector('ally-booking');
  if (!form || !booking) throw new Error('The shop did not open.');
  await booking.ready;
  return { form, booking };
};

/** Keeps every event that the page hears from an element, with its detail. */
export const listen = (element: HTMLElement): { type: string; detail: unknown }[] => {
  const heard: { type: string; detail: unknown }[] = [];
  for (const type of [
    'ally-ready',
    'ally-load-error',
    'ally-coverage',
    'ally-step',
    'ally-change',
    'ally-submit',
    'ally-booked',
    'ally-cancelled',
    'ally-notify',
    'ally-problem',
    'input',
    'change',
  ])
    element.addEventListener(type, (event) => {
      heard.push({ type, detail: (event as CustomEvent<unknown>).detail });
    });
  return heard;
};
