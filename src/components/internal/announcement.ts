/** Texts of the two live regions: `polite` waits until the screen reader pauses, `assertive` interrupts it. */
export interface Announcement {
  readonly polite: string;
  readonly assertive: string;
}

export const silence: Announcement = { polite: '', assertive: '' };
