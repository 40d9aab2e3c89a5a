/** Vitest's set-up: gives each test file, and every process that it starts, the clock of the tests. */
import { clockEnvironment } from './clock.mjs';
import './install-clock.mjs';

Object.assign(process.env, clockEnvironment());
