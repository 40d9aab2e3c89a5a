import { AllyBooking } from '../components/booking/booking.js';
import { AllyCoverageCheck } from '../components/coverage-check/coverage-check.js';
import { registerElement } from '../components/internal/define-element.js';

/** Registers the elements of the first step. Those of the later steps are registered when their code has loaded. */
export const register = (): void => {
  registerElement('ally-coverage-check', AllyCoverageCheck);
  registerElement('ally-booking', AllyBooking);
};
