/** What arrives when a person comes near the second step: its room, and how the later steps are drawn. */
import {
  patientAnswer,
  patientContent,
  reviewEnd,
  windowAnswer,
  windowContent,
} from './later-steps.js';

export { AllyWindowPicker as room } from './window-picker.js';
export const steps = { patientAnswer, patientContent, reviewEnd, windowAnswer, windowContent };
