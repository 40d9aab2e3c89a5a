/** The code that the module script runs: that of the classic script, and a separate chunk for order pages. */
import { languageOf, wordsIn } from '../locales/registry.js';
import { register } from './register-booking.js';
import { whenSeen } from './when-element-present.js';

/**
 * Settles when the elements are registered. The page's language loads first, so that the user never sees it change.
 */
export const registered = wordsIn(languageOf(document.documentElement.lang)).then(register);

whenSeen('ally-appointment', () => {
  void import('./register-appointment.js').then(({ registerAppointment }) => {
    registerAppointment();
  });
});
