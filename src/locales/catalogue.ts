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

/**
 * All messages of the widget, by key. They are split by component, so that the messages of a step load with its
 * code.
 */
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

/** The merchant's own texts, for the keys that they replace. */
export type Strings = Partial<Words>;

/**
 * The messages of a language, without those of an order page. A catalogue receives the plural function and imports
 * nothing, so that it is one file, which either script can load.
 */
export type Catalogue<Tag extends keyof PluralForms> = (
  counted: Counted<Tag>,
) => Omit<Words, keyof AppointmentWords>;
