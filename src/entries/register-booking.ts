import { AllyBooking } from '../components/booking/booking.js';
import { AllyCoverageCheck } from '../components/coverage-check/coverage-check.js';
import { registerElement } from '../components/internal/define-element.js';

/** Registers what the first step needs; the later rooms are registered when they have come. */
export const register = (): void => {
  registerElement('ally-coverage-check', AllyCoverageCheck);
  registerElement('ally-booking', AllyBooking);
};
