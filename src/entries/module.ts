/** What the module script runs: as the classic one, and with a chunk of its own for order pages. */
import { languageOf, wordsIn } from '../locales/registry.js';
import { register } from './register-booking.js';
import { whenSeen } from './when-element-present.js';

/** Settles when the elements are registered: with the page's words, for nobody is shown one language and then another. */
export const registered = wordsIn(languageOf(document.documentElement.lang)).then(register);

whenSeen('ally-appointment', () => {
  void import('./register-appointment.js').then(({ registerAppointment }) => {
    registerAppointment();
  });
});
