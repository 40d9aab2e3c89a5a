/** A pretend clinic for tests and demos: stateful, strict, and with scenarios by name. */
export {
  createClinic,
  defaultTask,
  type BookedOrder,
  type Clinic,
  type ClinicOptions,
} from './clinic.js';
export { handlers, type HandlersOptions } from './handlers.js';
export {
  scenarioOf,
  scenarios,
  scenarioTable,
  type Scenario,
  type ScenarioName,
} from './scenarios.js';
