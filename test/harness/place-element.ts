import type { LitElement } from 'lit';

/** Rooms that a test has placed: taken away after it. */
const placed: HTMLElement[] = [];

afterEach(() => {
  for (const element of placed.splice(0)) element.remove();
});

/** A room by itself, with what its host would give it. */
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

/** Every event of a kind that a room gives. */
export const recordEvents = (element: HTMLElement, type: string): Event[] => {
  const events: Event[] = [];
  element.addEventListener(type, (event) => events.push(event));
  return events;
};
