import { AllyAppointment } from './components/appointment.js';
import { AllyAppointmentCard } from './components/appointment-card.js';
import { registerElement } from './components/registration.js';

/** Registers what an order page shows. */
export const registerAppointment = (): void => {
  registerElement('ally-appointment-card', AllyAppointmentCard);
  registerElement('ally-appointment', AllyAppointment);
};
