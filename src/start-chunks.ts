/** What the module script runs: as the classic one, and with a chunk of its own for order pages. */
import { register } from './register.js';
import { whenSeen } from './when-seen.js';

register();
whenSeen('ally-appointment', () => {
  void import('./register-appointment.js').then(({ registerAppointment }) => {
    registerAppointment();
  });
});
