/** What arrives when a person comes near the second step: its room, and how the later steps are drawn. */
export {
  patientAnswer,
  patientContent,
  windowAnswer,
  windowContent,
} from '../steps/window-step.js';
export { reviewEnd } from '../steps/review-step.js';
export { AllyWindowPicker as room } from '../../window-picker/window-picker.js';
