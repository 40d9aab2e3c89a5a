import { counted } from '../plural.js';

const found = counted({ one: 'One time is free.', other: '# times are free.' });

/** What is said aloud of what has changed, and not seen; it comes with the code of the journey. */
export const announcementWords = {
  /** Once the list of times is there. */
  windowsFound: (count: number) => (count === 0 ? 'No times are free.' : found(count)),
  /** Once "Show later dates" has found some: where it has not, that takes focus. */
  laterFound: counted({ one: 'One more time is free.', other: '# more times are free.' }),
  /** `time`: "2:35pm", or "midday". */
  holdEnding: (time: string) =>
    `We are holding this time for you for two more minutes, until ${time}. Then we try to hold it again.`,
};

export type AnnouncementWords = typeof announcementWords;
