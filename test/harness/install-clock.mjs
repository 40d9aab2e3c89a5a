// @ts-check
/** Installs the clock of the tests in this process: `node --import` loads it before anything else. */
import { offsetMs, shiftDate } from './clock.mjs';

shiftDate(offsetMs);
