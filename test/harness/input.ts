/** What a person does to the browser: keys, pointer and window, in whichever engine the tests run. */
import { executeServerCommand, sendMouse } from '@web/test-runner-commands';
import { notDriven, notDrivenName, type Ability, type Engine } from '../assertions/not-driven.js';
import type { KeyPress, PageSize, TypedText } from './engine-commands.js';

/** Presses keys one after another: `Enter`, `Space`, `Shift+Tab`. */
export const pressKeys = async (...keys: readonly string[]): Promise<void> => {
  for (const pressed of keys) {
    const key = pressed.replace('Shift+', '');
    await executeServerCommand('press-key', { key, shift: key !== pressed } satisfies KeyPress);
  }
};

/** Types into what has focus, key by key. */
export const typeKeys = (text: string): Promise<void> =>
  executeServerCommand('type-keys', { text } satisfies TypedText);

/** Moves the pointer to a place in the page. */
export const movePointer = (x: number, y: number): Promise<void> =>
  sendMouse({ type: 'move', position: [Math.round(x), Math.round(y)] });

/** Clicks at a place in the page. */
export const clickAt = (x: number, y: number): Promise<void> =>
  sendMouse({ type: 'click', position: [Math.round(x), Math.round(y)] });

/** Makes the page so large, in pixels. */
export const resizePage = (width: number, height: number): Promise<void> =>
  executeServerCommand('resize-page', { width, height } satisfies PageSize);

const engineOf = (agent: string): Engine => {
  if (agent.includes('Firefox/')) return 'firefox';
  return agent.includes('Chrome/') ? 'chromium' : 'webkit';
};

const lacks = notDriven[engineOf(navigator.userAgent)];

/** A test of what not every engine can be driven to do: where it cannot, it is counted as not driven. */
export const itWith = (ability: Ability, name: string, test: () => Promise<void>): void => {
  if (lacks[ability] === undefined) it(name, test);
  else it(notDrivenName(name, ability));
};
