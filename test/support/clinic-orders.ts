/** Orders for the clinic's process, as a shop's server has them. */
import type { Selection } from '../../src/booking/selection.js';
import type { BookingOptions } from '../../src/server/options.js';
import { Platform } from '../../src/server/platform.js';
import { sealSelection } from '../../src/server/seal.js';
import type { ClinicProcess } from './clinic-process.js';

export const place = { taskId: 'tsk_blood', postcode: 'SW1A 1AA' };

/** How the shop's server asks this clinic. */
export const optionsFor = ({ base, key }: ClinicProcess): BookingOptions => ({
  ...{ platformBase: base, platformKey: key },
  sealingKeys: [{ kid: 'k1', secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }],
});

/** What is free, for as long as the relay asks. */
export const windowsOf = async (platform: Platform, postcode = place.postcode) => {
  const day = (ahead: number): string =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  return (await platform.windows({ ...place, postcode }, { from: day(0), to: day(21) })).windows;
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
  consents: [{ id: 'care', version: '2026-01', acceptedAt: '2026-11-23T09:00:00Z' }],
});

/** A paid order's token, for the window of this number among those that are free. */
export const sealOrder = async (clinic: ClinicProcess, number = 0) => {
  const options = optionsFor(clinic);
  const window = (await windowsOf(new Platform(options)))[number];
  if (!window) throw new Error('Nothing is free.');
  const { startAt, endAt } = window;
  const summary = { taskName: 'Blood test', timeZone: 'Europe/London', startAt, endAt };
  const selection = selectionOf(window.id);
  const { token } = await sealSelection(selection, { summary, mode: 'test' }, options);
  return { token, window, options };
};
