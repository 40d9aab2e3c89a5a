/** What arrives when a person comes near the third step: its room, and the rules by which its answers are read. */
export { AllyPatientForm as room } from '../../patient-form/patient-form.js';
export { fieldOfParam, readSelection } from '../../../flow/booking/read-selection.js';
