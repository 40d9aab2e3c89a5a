/** Calls once, as soon as the page has an element of this name; what stands in a shadow root is not seen. */
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
