/** The door: classes, events, types and errors. Importing it registers nothing. */
export { AllyBooking } from './components/booking.js';
export { AllyCoverageCheck } from './components/coverage-check.js';
export { AllyPatientForm } from './components/patient-form.js';
export { AllyWindowPicker } from './components/window-picker.js';
export * from './components/events.js';
export type { WhenUnavailable } from './components/form-value.js';
export * from './api/errors.js';
export type { BookingApi, TaskPlace } from './api/booking-api.js';
export type { Appointment, Booking, Outcome } from './booking/appointment.js';
export type { Coverage } from './booking/coverage.js';
export type { PatientDraft } from './booking/draft.js';
export type { Patient } from './booking/patient.js';
export type { Problem, ServiceProblem } from './booking/problem.js';
export type { SealedSelection, Selection, SelectionSoFar, Summary } from './booking/selection.js';
export type { Consent, Task } from './booking/task.js';
export type { AppointmentWindow, Price, WindowList } from './booking/window.js';
export type { Step } from './flow/state.js';
export type { Strings, Words } from './locales/words.js';
