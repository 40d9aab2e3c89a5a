/** What is said aloud when something happens: politely, or at once. */
export interface Announcement {
  readonly polite: string;
  readonly assertive: string;
}

export const silence: Announcement = { polite: '', assertive: '' };

/** Whether what had focus has gone: who listens would be left at the top of the page. */
export const isFocusLost = (): boolean => document.activeElement === document.body;
