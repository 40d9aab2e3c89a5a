/** Orders for the clinic's process, as a shop's server has them. */
import type { Selection } from '../../src/domain/selection.js';
import type { AppointmentWindow } from '../../src/domain/window/window.js';
import type { BookingOptions } from '../../src/server/options.js';
import { Platform } from '../../src/server/platform/platform-client.js';
import { sealSelection } from '../../src/server/tokens/selection-token.js';
import type { ClinicProcess } from './clinic-process.js';

export const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };

/** How the shop's server asks this clinic. */
export const optionsFor = ({ base, key }: ClinicProcess): BookingOptions => ({
  platformBase: base,
  platformKey: key,
  sealingKeys: [{ kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }],
});

/** What is free, for as long as the relay asks. */
export const windowsOf = async (platform: Platform, postcode = place.postcode) => {
  const day = (ahead: number): string =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  return (await platform.windows({ ...place, postcode }, { from: day(0), to: day(21) })).windows;
};

/** How many more visits a window surely takes: it says so only where they are fewer than three. */
const roomIn = ({ remaining = 3 }: Pick<AppointmentWindow, 'remaining'>): number => remaining;

/**
 * A window for each of several visits, the same one again while it has room. Of each window `spare` places stay free:
 * a visit that is booked twice by mistake finds room, and is seen.
 */
export const placesIn = <Window extends Pick<AppointmentWindow, 'remaining'>>(
  windows: readonly Window[],
  count: number,
  spare = 1,
): [Window, ...Window[]] => {
  const places = windows.flatMap((window) =>
    Array<Window>(Math.max(0, roomIn(window) - spare)).fill(window),
  );
  const [first, ...others] = places.slice(0, count);
  if (!first || others.length < count - 1) throw new Error('Too little room is free.');
  return [first, ...others];
};

/** The selection of somebody who does not exist. */
export const selectionOf = (windowId: string): Selection => ({
  taskId: place.taskId,
  windowId,
  for: 'me',
  patients: [
    {
      firstName: 'Asha',
      lastName: 'Example',
      dateOfBirth: '1984-03-27',
      phone: '+447700900123',
      email: 'asha@example.com',
    },
  ],
  location: {
    kind: 'home',
    address: { line1: '1 Test Street', town: 'London', postcode: place.postcode },
  },
  consents: [{ id: 'care', version: '2026-01', acceptedAt: new Date().toISOString() }],
});

/** The tokens of several paid orders, each for a window that has room for it. */
export const sealOrders = async (clinic: ClinicProcess, count: number) => {
  const options = optionsFor(clinic);
  const windows = placesIn(await windowsOf(new Platform(options)), count);
  return await Promise.all(
    windows.map(async (window) => {
      const { startAt, endAt } = window;
      const summary = { taskName: 'Blood test', timeZone: 'Europe/London', startAt, endAt };
      const selection = selectionOf(window.id);
      const { token } = await sealSelection(selection, { summary, mode: 'test' }, options);
      return { token, window, options };
    }),
  );
};

/** A paid order's token, for a window that has room for it. */
export const sealOrder = async (clinic: ClinicProcess) => {
  const [sealed] = await sealOrders(clinic, 1);
  if (!sealed) throw new Error('Nothing was sealed.');
  return sealed;
};
