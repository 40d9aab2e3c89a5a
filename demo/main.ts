/** The pretend shop's own script. The widget itself needs none of it: only the tag in the page. */
import '@fontsource-variable/cormorant-garamond/wght.css';
import '@fontsource-variable/fredoka/wght.css';
import '@fontsource-variable/inter/wght.css';
import type { AllyBooking } from '../src/index.js';
import { createClinic } from '../src/mocks/index.js';
import { startClinic } from '../src/mocks/browser.js';
import { showPanel } from './panel.js';
import { openCheckout } from './checkout.js';

const base = '/ally';
const booking = document.querySelector<AllyBooking>('ally-booking');
const form = document.querySelector<HTMLFormElement>('#checkout');
if (!booking || !form) throw new Error('The checkout has lost its form.');

/** Milliseconds before each answer: as long as a good connection takes, unless `VITE_LATENCY` says otherwise. */
const latency = Number(import.meta.env.VITE_LATENCY ?? 400);
const clinic = createClinic({ latency });
const opened = startClinic({ base, clinic, scripts: '/chunks/' });

// The clinic lives in this page: until its doors are open, whoever asks waits.
const ask: typeof fetch = async (...request) => {
  await opened;
  return fetch(...request);
};
booking.fetch = ask;

showPanel(clinic, booking);
openCheckout(form, { ask, base });
