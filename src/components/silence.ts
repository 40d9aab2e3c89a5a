/** What is said aloud when something happens: politely, or at once. */
export interface Announcement {
  readonly polite: string;
  readonly assertive: string;
}

export const silence: Announcement = { polite: '', assertive: '' };

/** What has focus inside a shadow root, however deep. */
export const focusedIn = (root: ShadowRoot | null): Element | null => {
  const found = root?.activeElement;
  return found ? (focusedIn(found.shadowRoot) ?? found) : null;
};

/** Whether what had focus has gone: who listens would be left at the top of the page. */
export const isFocusLost = (): boolean => document.activeElement === document.body;
