/** Whether the focused element was removed. A screen reader would then continue at the top of the page. */
export const isFocusLost = (): boolean => document.activeElement === document.body;

/** The focused element in a shadow root; null if there is none, and in happy-dom, whose getter may throw. */
export const focusedIn = (root: ShadowRoot | null | undefined): Element | null => {
  try {
    return root?.activeElement ?? null;
  } catch {
    return null;
  }
};
