/** Finds texts that are not in the catalogue. */

/**
 * Returns all texts in an element, visible or announced, through open shadow roots. It runs in the page, so it is
 * self-contained.
 */
export const textsIn = (host: Element): string[] => {
  const texts: string[] = [];
  const walk = (root: ParentNode): void => {
    const textNodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = textNodes.nextNode(); node; node = textNodes.nextNode()) {
      const parent = node.parentElement;
      if (parent?.checkVisibility() && !/^(?:STYLE|SCRIPT)$/.test(parent.tagName))
        texts.push((node.textContent ?? '').trim());
    }
    for (const element of root.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
        texts.push(element.getAttribute(name) ?? '');
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  if (host.shadowRoot) walk(host.shadowRoot);
  const { validationMessage } = host as Partial<HTMLInputElement>;
  return [...texts, validationMessage ?? ''].filter((text) => text !== '');
};

/**
 * Returns the texts with letters outside the brackets of the pseudo-locale. `given` are texts that are not translated,
 * such as names.
 */
export const untranslated = (texts: readonly string[], given: readonly string[]): string[] =>
  texts.filter((text) => {
    // Removes appointment ids.
    let rest = text.replace(/\bapp_\w+/g, '');
    for (const known of given) rest = rest.replaceAll(known, '');
    for (let before = ''; rest !== before;) {
      before = rest;
      rest = rest.replace(/\[[^[\]]*\]/g, '');
    }
    return /\p{L}/u.test(rest);
  });
