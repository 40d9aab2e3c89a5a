/** Chunk for the third step, loaded when that step is near: its element, and the rules that validate its fields. */
export { AllyPatientForm as room } from '../../patient-form/patient-form.js';
export { fieldOfParam, readSelection } from '../../../flow/booking/read-selection.js';
