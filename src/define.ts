/** Registers the elements once. */
import { AllyBooking } from './components/booking.js';
import { AllyCoverageCheck } from './components/coverage-check.js';
import { registerElement } from './components/registration.js';

registerElement('ally-coverage-check', AllyCoverageCheck);
registerElement('ally-booking', AllyBooking);
