/** Registers the elements once, in a page that bundles the package. */
import { version } from './components/version.js';
import { registerAppointment } from './register-appointment.js';
import { register } from './register.js';
import { startOnce } from './single-copy.js';

/** So that whoever imports this alone has the elements' types as well. */
export type { AllyBooking } from './index.js';

startOnce(version, () => {
  register();
  registerAppointment();
  return Promise.resolve();
});
