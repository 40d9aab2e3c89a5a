/** Layout checks of the boxes in an element. They run in the page, so each function is self-contained. */

/** Box of an element, named by its position in the tree. Distances are from the edges of the host, in pixels. */
export interface Box {
  readonly name: string;
  readonly fromLeft: number;
  readonly fromRight: number;
}

/**
 * Returns the boxes of all elements in a host and of their text. Inline elements are omitted, because text direction
 * orders them.
 */
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
      // A positioned element in inline text moves with the text.
      const parent = element.parentElement;
      const lies = parent ? getComputedStyle(parent).display : '';
      if (position !== 'static' && /^inline$/.test(lies)) continue;
      const name = `${at} <${element.localName} class="${element.className}">`;
      const add = (name: string, box: DOMRect): void => {
        found.push({
          name,
          fromLeft: Math.round(box.left - left),
          fromRight: Math.round(right - box.right),
        });
      };
      add(name, element.getBoundingClientRect());
      if (element.childElementCount > 0 || element.textContent.trim() === '') continue;
      const words = document.createRange();
      words.selectNodeContents(element);
      add(`the words of ${name}`, words.getBoundingClientRect());
    }
  };
  if (host.shadowRoot) walk(host.shadowRoot, '');
  return found;
};

/** Finds elements that stick out of the host sideways, or whose content does not fit into their box. */
export const overflowing = (host: Element): string[] => {
  const found: string[] = [];
  const outer = host.getBoundingClientRect();
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.checkVisibility() || element.closest('.unseen, svg')) continue;
      const { display, overflowX } = getComputedStyle(element);
      const name = element.outerHTML.slice(0, 100);
      const box = element.getBoundingClientRect();
      const isOver = element.closest('[popover]') === null;
      if (isOver && (box.right > outer.right + 1 || box.left < outer.left - 1))
        found.push(`sticks out: ${name}`);
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`leaves the window: ${name}`);
      // Text fields scroll their content.
      if (display.startsWith('inline') || /^(?:INPUT|TEXTAREA)$/.test(element.tagName)) continue;
      // The text of a button without a border may extend 4 px further, where the border would be.
      if (element.scrollWidth > element.clientWidth + 4 && overflowX !== 'auto')
        found.push(`is too narrow: ${name}`);
      if (element.scrollHeight > element.clientHeight + 1) found.push(`is too low: ${name}`);
    }
  };
  if (host.shadowRoot) walk(host.shadowRoot);
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  return found;
};
