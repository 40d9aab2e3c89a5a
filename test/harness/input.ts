/** Keyboard, pointer and window input for tests in the page, the same in every engine. */
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

/** Types into the focused element, one key after another. */
export const typeKeys = (text: string): Promise<void> =>
  executeServerCommand('type-keys', { text } satisfies TypedText);

/** Moves the pointer to a point in the viewport. */
export const movePointer = (x: number, y: number): Promise<void> =>
  sendMouse({ type: 'move', position: [Math.round(x), Math.round(y)] });

/** Clicks at a point in the viewport. */
export const clickAt = (x: number, y: number): Promise<void> =>
  sendMouse({ type: 'click', position: [Math.round(x), Math.round(y)] });

/** Resizes the page. Sizes are in pixels. */
export const resizePage = (width: number, height: number): Promise<void> =>
  executeServerCommand('resize-page', { width, height } satisfies PageSize);

const engineOf = (agent: string): Engine => {
  if (agent.includes('Firefox/')) return 'firefox';
  return agent.includes('Chrome/') ? 'chromium' : 'webkit';
};

const lacks = notDriven[engineOf(navigator.userAgent)];

/**
 * Defines a test that needs an ability of the engine's driver. Without that ability the test is counted as not driven.
 */
export const itWith = (ability: Ability, name: string, test: () => Promise<void>): void => {
  if (lacks[ability] === undefined) it(name, test);
  else it(notDrivenName(name, ability));
};
