import type { AllyAppointment } from '../../src/index.js';
import type { Booking } from '../../src/domain/appointment.js';
import type { Clinic } from '../../src/mocks/index.js';
import { selectionOf, windowsOf } from '../unit/mocks/visit.js';
import '../../src/define.js';

const opened: HTMLElement[] = [];

afterEach(() => {
  for (const page of opened.splice(0)) page.remove();
});

/** A visit that was booked, tomorrow week or so. */
export const bookVisit = (clinic: Clinic, index = 40, postcode?: string): Booking => {
  const window = windowsOf(clinic, postcode)[index];
  if (!window) throw new Error('The clinic has too few windows.');
  return clinic.book({ ...selectionOf(window.id, postcode), key: crypto.randomUUID() });
};

/** The requests of a page, which a test may answer in the clinic's place. */
export interface Line {
  readonly fetch: typeof globalThis.fetch;
  /** "GET", "POST": what was asked, oldest first. */
  readonly asked: string[];
  /** What becomes of the next answers, each of which has been given: lost, unless it is let through. */
  cut: boolean;
  /** Holds answers back until it is called. */
  hold: () => () => void;
}

export const openLine = (): Line => {
  let gate = Promise.resolve();
  const line: Line = {
    asked: [],
    cut: false,
    hold: () => {
      let release!: () => void;
      gate = new Promise((resolve) => (release = resolve));
      return release;
    },
    fetch: async (input, init) => {
      line.asked.push(init?.method ?? 'GET');
      const answer = await fetch(input, init);
      await gate;
      if (line.cut) throw new TypeError('The line is cut.');
      return answer;
    },
  };
  return line;
};

/** A merchant's order page with the element in it. */
export const openOrderPage = async (
  booking: Pick<Booking, 'appointment' | 'manageToken'>,
  properties: Partial<AllyAppointment> = {},
): Promise<AllyAppointment> => {
  const page = Object.assign(document.createElement('ally-appointment'), {
    apiBase: '/ally',
    appointmentId: booking.appointment.id,
    manageToken: booking.manageToken,
    ...properties,
  });
  page.innerHTML = '<b>Call us on 020 7946 0000.</b>';
  opened.push(page);
  document.body.append(page);
  await page.ready;
  return page;
};
