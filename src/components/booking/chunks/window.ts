/** Chunk for the second step, loaded when that step is near: its element, and the rendering of the later steps. */
export {
  patientAnswer,
  patientContent,
  windowAnswer,
  windowContent,
} from '../steps/window-step.js';
export { reviewEnd } from '../steps/review-step.js';
export { AllyWindowPicker as room } from '../../window-picker/window-picker.js';
