import type { LitElement } from 'lit';

/** Rooms that a test has placed: taken away after it. */
const placed: HTMLElement[] = [];

afterEach(() => {
  for (const room of placed.splice(0)) room.remove();
});

/** A room by itself, with what its host would give it. */
export const place = async <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): Promise<HTMLElementTagNameMap[Tag]> => {
  const room = Object.assign(document.createElement(tag), properties);
  placed.push(room);
  document.body.append(room);
  await (room as unknown as LitElement).updateComplete;
  return room;
};

/** Every event of a kind that a room gives. */
export const hear = (room: HTMLElement, type: string): Event[] => {
  const heard: Event[] = [];
  room.addEventListener(type, (event) => heard.push(event));
  return heard;
};
