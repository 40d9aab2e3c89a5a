/** What is said aloud of what has changed; it comes with the code of the journey. */
export const announcementWords = {
  windowsFound: (count: number) =>
    count === 1 ? 'One time is free.' : `${String(count)} times are free.`,
  laterFound: (count: number) =>
    count === 1 ? 'One more time is free.' : `${String(count)} more times are free.`,
  holdEnding: (time: string) =>
    `We are holding this window for two more minutes, until ${time}. Then we try to hold it again.`,
};

export type AnnouncementWords = typeof announcementWords;
