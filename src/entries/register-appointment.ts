import { AllyAppointment } from '../components/appointment/appointment.js';
import { AllyAppointmentCard } from '../components/appointment-card/appointment-card.js';
import { registerElement } from '../components/internal/define-element.js';

/** Registers the elements of an order page. */
export const registerAppointment = (): void => {
  registerElement('ally-appointment-card', AllyAppointmentCard);
  registerElement('ally-appointment', AllyAppointment);
};
