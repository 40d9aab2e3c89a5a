/**
 * Calls a function once, as soon as the page has an element of this name. Elements in shadow roots are not found.
 */
export const whenSeen = (tag: string, call: () => void): void => {
  const look = (): void => {
    if (!document.querySelector(tag)) return;
    observer.disconnect();
    call();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
};
