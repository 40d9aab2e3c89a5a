import { restFor, type Hands, type HostTag, type Seen } from '../driver.js';
import { readingOf } from '../snapshot.js';

/** The element itself, or a node that contains it: a form, a canvas of Storybook, the document. */
export type InPage = ParentNode;

/**
 * Returns every shown element below a node that matches, through open shadow roots, in document order. Elements
 * that are `inert` are left out. Playwright sends this function to the page, so it must not use anything outside
 * itself.
 */
export const shownIn = (root: ParentNode, selector: string): HTMLElement[] => {
  const within = (parent: ParentNode): HTMLElement[] =>
    [...parent.children].flatMap((child) => {
      const element = child as HTMLElement;
      if (element.inert) return [];
      return [
        element,
        ...(element.shadowRoot ? within(element.shadowRoot) : []),
        ...within(element),
      ];
    });
  const start = root as Partial<Element>;
  return [...(start.shadowRoot ? within(start.shadowRoot) : []), ...within(root)].filter(
    (element) => element.matches(selector) && element.checkVisibility({ visibilityProperty: true }),
  );
};

/** Reads the elements that are shown. Playwright sends this function to the page too. */
export const seenIn = (elements: readonly HTMLElement[]): Seen[] =>
  elements.map((element) => {
    const field = element as Partial<HTMLInputElement>;
    const { labels, name = '', value = '', checked = false } = field;
    const said = labels && labels.length > 0 ? [...labels] : [element];
    const words = said.map(({ textContent }) => textContent).join(' ');
    return { words: words.replace(/\s+/g, ' ').trim(), name, value, checked };
  });

/** Returns every element with a tag name, at or below a node, through open shadow roots. */
const hostsIn = (where: ParentNode, tag: HostTag): Element[] => {
  const { localName, shadowRoot } = where as Partial<Element>;
  if (localName === tag) return [where as Element];
  return [...(shadowRoot ? [...shadowRoot.children] : []), ...where.children].flatMap((child) =>
    hostsIn(child, tag),
  );
};

export const missingWords = (tag: HostTag, count: number): string | null => {
  if (count === 0) return `There is no <${tag}> there.`;
  return count === 1
    ? null
    : `There are ${String(count)} <${tag}> there: name the one that is meant.`;
};

export const unregisteredWords = (tag: HostTag): string =>
  `<${tag}> is there, but nothing has registered it: import '@ally-health/checkout-booking/define'.`;

/** A DOM in Node has no layout, so it cannot be determined whether an element is shown. */
const noBrowserWords =
  'This is no real browser: nothing is shown in it, so nothing can be pressed.';

/** Sets the value of a field with the events of typing, so that the field updates its form. */
export const type = (control: HTMLInputElement | HTMLTextAreaElement, text: string): void => {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
};

/** Creates a driver that is a script in the page. */
export const handsInPage = (where: InPage, tag: HostTag): Hands => {
  const host = (): Element | undefined => {
    const hosts = hostsIn(where, tag);
    return hosts.length === 1 ? hosts[0] : undefined;
  };
  const shown = (selector: string): HTMLElement[] => {
    const element = host();
    return element ? shownIn(element, selector) : [];
  };
  const first = (selector: string): HTMLElement => {
    const [element] = shown(selector);
    if (!element) throw new Error(`${selector} has gone from the screen.`);
    return element;
  };
  return {
    tag,
    missing: () => {
      const [only, ...others] = hostsIn(where, tag);
      const wrong = missingWords(tag, only ? 1 + others.length : 0);
      if (!only || wrong !== null) return Promise.resolve(wrong);
      // TypeScript's types are those of browsers; jsdom does not have this method.
      if (!('checkVisibility' in only)) return Promise.resolve(noBrowserWords);
      return Promise.resolve(only.matches(':defined') ? null : unregisteredWords(tag));
    },
    see: (selector) => Promise.resolve(seenIn(shown(selector))),
    type: (selector, text) => {
      type(first(selector) as HTMLInputElement, text);
      return Promise.resolve();
    },
    press: (selector) => {
      first(selector).click();
      return Promise.resolve();
    },
    read: () => {
      const element = host();
      if (!element) throw new Error(`<${tag}> has gone from the page.`);
      return readingOf(element);
    },
    // About one frame. A page in the background has no animation frames.
    rest: () => restFor(16),
  };
};
