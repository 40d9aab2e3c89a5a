/** A pretend clinic for tests and demos: stateful, strict, and with scenarios by name. */
export type { BookedOrder } from './clinic/bookings.js';
export { createClinic, type Clinic } from './clinic/clinic.js';
export { handlers, type HandlersOptions } from './clinic/handlers.js';
export {
  scenarioOf,
  scenarios,
  scenarioTable,
  type Scenario,
  type ScenarioName,
} from './scenarios/scenarios.js';
export { defaultTask } from './scenarios/tasks.js';
export type { ClinicOptions } from './options.js';
