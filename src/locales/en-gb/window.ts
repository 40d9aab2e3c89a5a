import { counted } from '../plural.js';

/** Messages of the window step. */
export const windowWords = {
  chooseWindow: 'When should we come?',
  windowHint: 'We arrive and finish within the time you choose',
  window_missing: 'Select a time for your visit',
  date_missing: 'Select a date for your visit',
  /** A button. `dayAndTime`: "Wednesday 6 August, 8am to midday". */
  earliest: (dayAndTime: string) => `Earliest: ${dayAndTime}`,
  /** The name of the group of four buttons below, announced by a screen reader and not visible. */
  timeOfDay: 'Time of day',
  anyTime: 'Any time',
  morning: 'Morning',
  afternoon: 'Afternoon',
  evening: 'Evening',
  /** `day`: "Wednesday 6 August". A question, whose answers are that day's times. */
  timesOn: (day: string) => `Times on ${day}`,
  /** After a day: the number of times that are still available. */
  times: counted({ one: '# time', other: '# times' }),
  calendar: 'Choose from a calendar',
  calendarFailed: 'The calendar did not load. You can still choose from the list.',
  /** Buttons on a day with very many times: they show those before and after the ones on the screen. */
  earlierTimes: 'Show earlier times',
  laterTimes: 'Show later times',
  /** A button below the last date. */
  showLater: 'Show later dates',
  laterFailed: 'We could not look for later dates. Try again.',
  noLater: 'There are no later dates just now',
  /** After a time: the number of visits that are still available. */
  left: counted({ one: '# left', other: '# left' }),
  /** `price`: "£12.50". */
  onePrice: (price: string) => `Every time costs ${price}`,
  allFree: 'Every time is free of charge',
  /** After a time, or a day, that is no longer available. */
  goneMark: 'Gone',
  noneFree: 'No times are free in the next three weeks',
  noneFreeText: 'You can change the postcode, or come back tomorrow: more times open every day.',
  lookAgain: 'Look again',
  /** A button. */
  notify: 'Tell me when times come free',
  /**
   * The chosen time was booked by another person. `gone` is the heading, `goneText` is shown with the nearest
   * times, and `selectAnother` in the list itself.
   */
  gone: 'That time has just gone',
  goneText: (dayAndTime: string) =>
    `Someone else has booked ${dayAndTime}. These are the nearest times. Your details are kept.`,
  selectAnother: (dayAndTime: string) =>
    `Someone else has booked ${dayAndTime}. Select another time.`,
  showAll: 'Show all times',
};

export type WindowWords = typeof windowWords;
