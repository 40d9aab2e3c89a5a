/** What arrives when a person comes near the second step: its room, and how the later steps are drawn. */
export { patientAnswer, patientContent, windowAnswer, windowContent } from './later-steps.js';
export { reviewEnd } from './review.js';
export { AllyWindowPicker as room } from './window-picker.js';
