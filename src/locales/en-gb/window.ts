/** What the window step says. */
export const windowWords = {
  chooseWindow: 'When should we come?',
  windowHint: 'We arrive and finish within the time you choose',
  'window-missing': 'Select a time for your visit',
  'date-missing': 'Select a date for your visit',
  earliest: (dayAndTime: string) => `Earliest: ${dayAndTime}`,
  timeOfDay: 'Time of day',
  anyTime: 'Any time',
  morning: 'Morning',
  afternoon: 'Afternoon',
  evening: 'Evening',
  timesOn: (day: string) => `Times on ${day}`,
  times: (count: number) => (count === 1 ? '1 time' : `${String(count)} times`),
  calendar: 'Choose from a calendar',
  calendarFailed: 'The calendar did not load. You can still choose from the list.',
  earlierTimes: 'Show earlier times',
  laterTimes: 'Show later times',
  showLater: 'Show later dates',
  laterFailed: 'We could not look for later dates. Try again.',
  noLater: 'There are no later dates just now',
  left: (count: number) => `${String(count)} left`,
  onePrice: (price: string) => `Every time costs ${price}`,
  allFree: 'Every time is free of charge',
  goneMark: 'Gone',
  noneFree: 'No times are free in the next three weeks',
  noneFreeText: 'You can change the postcode, or come back tomorrow: more times open every day.',
  lookAgain: 'Look again',
  notify: 'Tell me when times come free',
  gone: 'That time has just gone',
  goneText: (dayAndTime: string) =>
    `Someone else has booked ${dayAndTime}. These are the nearest times. Your details are kept.`,
  selectAnother: (dayAndTime: string) =>
    `Someone else has booked ${dayAndTime}. Select another time.`,
  showAll: 'Show all times',
};

export type WindowWords = typeof windowWords;
