/** Texts of the two live regions: `polite` waits until the screen reader pauses, `assertive` interrupts it. */
export interface Announcement {
  readonly polite: string;
  readonly assertive: string;
}

export const silence: Announcement = { polite: '', assertive: '' };

/** Whether the focused element was removed. A screen reader would then continue at the top of the page. */
export const isFocusLost = (): boolean => document.activeElement === document.body;
