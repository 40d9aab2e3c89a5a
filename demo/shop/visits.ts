import {
  createRelay,
  openSelection,
  type BookingOptions,
  type OpenedSelection,
  type Relay,
} from '@ally-health/checkout-booking/server';
import type { Limit } from './limit.js';
import type { Log } from './log.js';
import type { Settings } from './settings.js';

/** What is sold here: one Task, and what its patient must agree to. */
export const task = {
  id: 'tsk_blood',
  settings: {
    name: 'Blood test at home',
    description: 'A clinician comes to you and takes a blood sample.',
    durationMinutes: 30,
    consents: [
      {
        id: 'care',
        version: '2026-01',
        text: 'I agree that a clinician takes a blood sample, and that my details are shared with the laboratory',
        required: true,
      },
    ],
    privacyUrl: 'https://example.com/privacy',
  },
} as const;

/** How the platform is asked, and by which keys selections are sealed: the same for page and outbox. */
export const bookingOptions = (settings: Settings, log: Log): BookingOptions => ({
  platformKey: settings.platformKey,
  platformBase: settings.platformBase,
  sealingKeys: settings.sealingKeys,
  timeLimit: settings.timeLimit,
  settlesWithin: settings.settlesWithin,
  patience: settings.patience,
  log: ({ event, ...about }) => {
    log(event, about);
  },
});

/** What the page’s element asks: contract 1, at `/ally`. */
export const openRelay = (
  options: BookingOptions,
  { origin, limit }: { readonly origin: string; readonly limit: Limit },
): Relay =>
  createRelay({
    ...options,
    base: '/ally',
    origins: [origin],
    tasks: { [task.id]: task.settings },
    limit,
  });

/** When the visit is to be, and nothing of the patient; undefined for what cannot be opened. */
export const readSelection = async (
  token: string,
  { sealingKeys }: Settings,
): Promise<OpenedSelection | undefined> => {
  try {
    return await openSelection(token, { sealingKeys });
  } catch {
    return undefined;
  }
};
