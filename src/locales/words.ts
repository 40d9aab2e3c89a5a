import type { CalendarWords } from './en-gb/calendar.js';
import type { CoverageWords } from './en-gb/coverage.js';
import type { JourneyWords } from './en-gb/journey.js';
import type { PatientWords } from './en-gb/patient.js';
import type { WindowWords } from './en-gb/window.js';

/** Every word of the widget, by key. Split by room, so that a step's words arrive with its code. */
export interface Words
  extends JourneyWords, CoverageWords, WindowWords, CalendarWords, PatientWords {}

/** The merchant's own words, for the keys they want to say otherwise. */
export type Strings = Partial<Words>;
