/** A pretend clinic for tests and demos: stateful, strict, and with scenarios by name. */
export type { BookedOrder } from './bookings.js';
export { createClinic, type Clinic } from './clinic.js';
export { handlers, type HandlersOptions } from './handlers.js';
export {
  scenarioOf,
  scenarios,
  scenarioTable,
  type Scenario,
  type ScenarioName,
} from './scenarios.js';
export { defaultTask } from './task.js';
export type { ClinicOptions } from './options.js';
