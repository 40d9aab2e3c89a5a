import { AllyAppointment } from '../components/appointment/appointment.js';
import { AllyAppointmentCard } from '../components/appointment-card/appointment-card.js';
import { registerElement } from '../components/internal/define-element.js';

/** Registers what an order page shows. */
export const registerAppointment = (): void => {
  registerElement('ally-appointment-card', AllyAppointmentCard);
  registerElement('ally-appointment', AllyAppointment);
};
