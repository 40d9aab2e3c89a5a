/** What an element says in other words than those of a catalogue. Both run in the page: they know nothing else. */

/** Everything inside an element that is said, shown or heard, with the elements that say it. */
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

/** What of these is neither in brackets nor among the texts that are not ours to say; figures and signs are fine. */
export const untranslated = (texts: readonly string[], given: readonly string[]): string[] =>
  texts.filter((text) => {
    // The reference of a visit.
    let rest = text.replace(/\bapp_\w+/g, '');
    for (const known of given) rest = rest.replaceAll(known, '');
    for (let before = ''; rest !== before;) {
      before = rest;
      rest = rest.replace(/\[[^[\]]*\]/g, '');
    }
    return /\p{L}/u.test(rest);
  });
