/** How the boxes inside an element lie. All of it runs in the page. */

/** A box by where it stands in the tree, with its edges as the card sees them. */
export interface Box {
  readonly name: string;
  readonly fromLeft: number;
  readonly fromRight: number;
}

/** Every box inside an element, and that of its words, but those within a line, whose order is that of the script. */
export const boxesOf = (host: Element): Box[] => {
  const found: Box[] = [];
  const { left, right } = host.getBoundingClientRect();
  const walk = (root: ParentNode, path: string): void => {
    for (const [index, element] of [...root.querySelectorAll('*')].entries()) {
      const at = `${path} ${String(index)}`;
      if (element.shadowRoot) walk(element.shadowRoot, at);
      const { display, position } = getComputedStyle(element);
      const isWithinLine = /^(?:inline|contents|none)/.test(display);
      if (isWithinLine || !element.checkVisibility() || element.closest('svg, .unseen')) continue;
      // A line of text within a line of text is as wide as its words, wherever they stand.
      const parent = element.parentElement;
      const lies = parent ? getComputedStyle(parent).display : '';
      if (position !== 'static' && /^inline$/.test(lies)) continue;
      const says = `${at} <${element.localName} class="${element.className}">`;
      const add = (name: string, box: DOMRect): void => {
        found.push({
          name: name,
          fromLeft: Math.round(box.left - left),
          fromRight: Math.round(right - box.right),
        });
      };
      add(says, element.getBoundingClientRect());
      if (element.childElementCount > 0 || element.textContent.trim() === '') continue;
      const words = document.createRange();
      words.selectNodeContents(element);
      add(`the words of ${says}`, words.getBoundingClientRect());
    }
  };
  if (host.shadowRoot) walk(host.shadowRoot, '');
  return found;
};

/** What sticks out of the element sideways, is cut off by its own box, or runs over its end. */
export const overflowing = (host: Element): string[] => {
  const found: string[] = [];
  const outer = host.getBoundingClientRect();
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.checkVisibility() || element.closest('.unseen, svg')) continue;
      const { display, overflowX } = getComputedStyle(element);
      const says = element.outerHTML.slice(0, 100);
      const box = element.getBoundingClientRect();
      const isOver = element.closest('[popover]') === null;
      if (isOver && (box.right > outer.right + 1 || box.left < outer.left - 1))
        found.push(`sticks out: ${says}`);
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`leaves the window: ${says}`);
      // What one types into scrolls by itself.
      if (display.startsWith('inline') || /^(?:INPUT|TEXTAREA)$/.test(element.tagName)) continue;
      // The words of a button without a box may stand 4 px further out, where its edge would be.
      if (element.scrollWidth > element.clientWidth + 4 && overflowX !== 'auto')
        found.push(`is too narrow: ${says}`);
      if (element.scrollHeight > element.clientHeight + 1) found.push(`is too low: ${says}`);
    }
  };
  if (host.shadowRoot) walk(host.shadowRoot);
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  return found;
};
