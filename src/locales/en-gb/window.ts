/** What the window step says. */
export const windowWords = {
  chooseWindow: 'When should we come?',
  windowHint: 'We arrive and finish within the time you choose',
  'window-missing': 'Select a time for your visit',
  showLater: 'Show later dates',
  left: (count: number) => `${String(count)} left`,
  free: 'Free',
  noneFree: 'No times are free in the next three weeks',
  noneFreeText: 'You can change the postcode, or come back tomorrow: more times open every day.',
  lookAgain: 'Look again',
  gone: 'That time has just gone',
  goneText: (dayAndTime: string) =>
    `Someone else has booked ${dayAndTime}. These are the nearest times. Your details are kept.`,
  showAll: 'Show all times',
};

export type WindowWords = typeof windowWords;
