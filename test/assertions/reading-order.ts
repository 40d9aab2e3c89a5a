/** Checks the order of letters. It runs in the page, so the function is self-contained. */

/**
 * Finds texts whose letters are out of order, or whose words are broken over two lines. All texts of the element and of
 * the tests run from left to right. On a right-to-left page without isolation "2 left" would be shown as "left 2", and
 * a full stop before its sentence.
 */
export const misreadTexts = (host: Element): string[] => {
  const found: string[] = [];
  const range = document.createRange();
  const isLetter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
  const faultOf = (node: Node, text: string): string => {
    let [line, end] = [-Infinity, 0];
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charAt(at);
      if (letter.trim() === '') continue;
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { top, left, height } = range.getBoundingClientRect();
      const isNextLine = top > line + height / 2;
      // Letters may overlap a little.
      if (top < line - height / 2 || (!isNextLine && left < end - 1)) return 'out of order';
      if (isNextLine && isLetter(letter) && isLetter(text.charAt(at - 1))) return 'cut in two';
      [line, end] = [isNextLine ? top : line, left];
    }
    return '';
  };
  const walk = (root: ParentNode): void => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement;
      if (!parent?.checkVisibility() || parent.closest('.unseen')) continue;
      const text = node.textContent ?? '';
      const fault = faultOf(node, text);
      if (fault !== '') found.push(`${fault}: ${text.trim()}`);
    }
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      // The text in a field has no text node that could be measured: its styles are checked.
      if (!element.matches('input:not([type=radio], [type=checkbox]), textarea')) continue;
      const { direction, unicodeBidi } = getComputedStyle(element);
      if (direction !== 'ltr' && unicodeBidi !== 'plaintext')
        found.push(`out of order: what is typed into ${element.id}`);
    }
  };
  if (host.shadowRoot) walk(host.shadowRoot);
  return found;
};
