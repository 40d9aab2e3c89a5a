/** Setup file of Vitest: installs the clock of the tests in each test file and in every process that it starts. */
import { clockEnvironment } from './clock.mjs';
import './install-clock.mjs';

Object.assign(process.env, clockEnvironment());
