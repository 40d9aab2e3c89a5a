/** Registers the elements once, in a page that bundles the package. */
import { version } from './version.js';
import { registerAppointment } from './entries/register-appointment.js';
import { register } from './entries/register-booking.js';
import { startOnce } from './entries/singleton.js';

/** Gives a page that imports only this module the types of the elements too. */
export type { AllyBooking } from './index.js';

startOnce(version, () => {
  register();
  registerAppointment();
  return Promise.resolve();
});
