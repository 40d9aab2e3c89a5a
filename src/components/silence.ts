/** What is said aloud when something happens: politely, or at once. */
export interface Announcement {
  readonly polite: string;
  readonly assertive: string;
}

export const silence: Announcement = { polite: '', assertive: '' };
