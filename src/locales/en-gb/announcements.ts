import { counted } from './counted.js';

/** What is said aloud of what has changed, and not seen; it comes with the code of the journey. */
export const announcementWords = {
  /** Once the list of times is there. */
  windowsFound: counted({ one: 'One time is free.', other: '# times are free.' }),
  /** Once "Show later dates" has found some. */
  laterFound: counted({ one: 'One more time is free.', other: '# more times are free.' }),
  /** `time`: "2:35pm", or "midday". */
  holdEnding: (time: string) =>
    `We are holding this window for two more minutes, until ${time}. Then we try to hold it again.`,
};

export type AnnouncementWords = typeof announcementWords;
