import type { LitElement } from 'lit';

/** Elements that the current test has added to the page. They are removed after it. */
const placed: HTMLElement[] = [];

afterEach(() => {
  for (const element of placed.splice(0)) element.remove();
});

/**
 * Adds an element to the page without its host, with the properties that the host would set. Resolves when it is
 * rendered.
 */
export const place = async <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): Promise<HTMLElementTagNameMap[Tag]> => {
  const element = Object.assign(document.createElement(tag), properties);
  placed.push(element);
  document.body.append(element);
  await (element as unknown as LitElement).updateComplete;
  return element;
};

/** Records the events of one type that an element dispatches. Returns the array that is appended to. */
export const recordEvents = (element: HTMLElement, type: string): Event[] => {
  const events: Event[] = [];
  element.addEventListener(type, (event) => events.push(event));
  return events;
};
