import { counted } from '../plural.js';

/** What the window step says. */
export const windowWords = {
  chooseWindow: 'When should we come?',
  windowHint: 'We arrive and finish within the time you choose',
  window_missing: 'Select a time for your visit',
  date_missing: 'Select a date for your visit',
  /** A button. `dayAndTime`: "Wednesday 6 August, 8am to midday". */
  earliest: (dayAndTime: string) => `Earliest: ${dayAndTime}`,
  /** The name of the four buttons below, heard and not seen. */
  timeOfDay: 'Time of day',
  anyTime: 'Any time',
  morning: 'Morning',
  afternoon: 'Afternoon',
  evening: 'Evening',
  /** `day`: "Wednesday 6 August". A question, whose answers are that day's times. */
  timesOn: (day: string) => `Times on ${day}`,
  /** After a day: how many can still be had. */
  times: counted({ one: '# time', other: '# times' }),
  calendar: 'Choose from a calendar',
  calendarFailed: 'The calendar did not load. You can still choose from the list.',
  /** Buttons: of a day with very many times, those before and after. */
  earlierTimes: 'Show earlier times',
  laterTimes: 'Show later times',
  /** A button below the last date. */
  showLater: 'Show later dates',
  laterFailed: 'We could not look for later dates. Try again.',
  noLater: 'There are no later dates just now',
  /** After a time: how many can still be had. */
  left: counted({ one: '# left', other: '# left' }),
  /** `price`: "£12.50". */
  onePrice: (price: string) => `Every time costs ${price}`,
  allFree: 'Every time is free of charge',
  /** After a time, or a day, that can no longer be had. */
  goneMark: 'Gone',
  noneFree: 'No times are free in the next three weeks',
  noneFreeText: 'You can change the postcode, or come back tomorrow: more times open every day.',
  lookAgain: 'Look again',
  /** A button. */
  notify: 'Tell me when times come free',
  /** What was wanted, somebody else has booked: a heading, then with the nearest times or in the list itself. */
  gone: 'That time has just gone',
  goneText: (dayAndTime: string) =>
    `Someone else has booked ${dayAndTime}. These are the nearest times. Your details are kept.`,
  selectAnother: (dayAndTime: string) =>
    `Someone else has booked ${dayAndTime}. Select another time.`,
  showAll: 'Show all times',
};

export type WindowWords = typeof windowWords;
