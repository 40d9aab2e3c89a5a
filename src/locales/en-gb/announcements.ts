import { counted } from '../plural.js';

const found = counted({ one: 'One time is free.', other: '# times are free.' });

/** Announcements of changes by a screen reader, which are not visible. They load with the code of the journey. */
export const announcementWords = {
  /** After the list of times has loaded. */
  windowsFound: (count: number) => (count === 0 ? 'No times are free.' : found(count)),
  /** After "Show later dates" has found times. If it finds none, focus moves to a message instead. */
  laterFound: counted({ one: 'One more time is free.', other: '# more times are free.' }),
  /** `time`: "2:35pm", or "midday". */
  holdEnding: (time: string) =>
    `We are holding this time for you for two more minutes, until ${time}. Then we try to hold it again.`,
};

export type AnnouncementWords = typeof announcementWords;
