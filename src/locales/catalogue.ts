import type { AnnouncementWords } from './en-gb/announcements.js';
import type { AppointmentWords } from './en-gb/appointment.js';
import type { CalendarWords } from './en-gb/calendar.js';
import type { ConfirmationWords } from './en-gb/confirmation.js';
import type { CoverageWords } from './en-gb/coverage.js';
import type { JourneyWords } from './en-gb/journey.js';
import type { PatientWords } from './en-gb/patient.js';
import type { ReviewWords } from './en-gb/review.js';
import type { ShopFormWords } from './en-gb/shop-form.js';
import type { ClockWords } from './en-gb/time.js';
import type { WindowWords } from './en-gb/window.js';
import type { Counted, PluralForms } from './plural.js';

/** Every word of the widget, by key. Split by room, so that a step's words arrive with its code. */
export interface Words
  extends
    JourneyWords,
    ClockWords,
    AnnouncementWords,
    CoverageWords,
    WindowWords,
    CalendarWords,
    PatientWords,
    ReviewWords,
    ConfirmationWords,
    AppointmentWords,
    ShopFormWords {}

/** The merchant's own words, for the keys they want to say otherwise. */
export type Strings = Partial<Words>;

/**
 * The words of a language, besides those of an order page. It is given how to say numbers, and imports nothing: so it
 * is one file, which either script can load.
 */
export type Catalogue<Tag extends keyof PluralForms> = (
  counted: Counted<Tag>,
) => Omit<Words, keyof AppointmentWords>;
