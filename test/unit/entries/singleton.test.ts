import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startOnce } from '../../../src/entries/singleton.js';

const mark = Symbol.for('ally-booking');
const page = globalThis as { [mark]?: Promise<unknown> | undefined };
const registered = new Set<string>();

beforeEach(() => {
  registered.clear();
  vi.stubGlobal('customElements', { get: (tag: string) => registered.has(tag) || undefined });
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  page[mark] = undefined;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const starts: string[] = [];
const start = (name: string) => (): Promise<void> => {
  starts.push(name);
  return Promise.resolve();
};
beforeEach(() => {
  starts.length = 0;
});

it('a second copy does nothing, and says nothing when it is of the same version', async () => {
  startOnce('1.0.0', start('first'));
  startOnce('1.0.0', start('second'));
  await page[mark];
  expect(starts).toEqual(['first']);
  expect(console.warn).not.toHaveBeenCalled();
});

it('a second copy of another version names both, once', () => {
  startOnce('1.0.0', start('first'));
  startOnce('1.1.0', start('second'));
  expect(starts).toEqual(['first']);
  expect(vi.mocked(console.warn).mock.calls).toEqual([
    ['<ally-booking> 1.1.0 is not started: 1.0.0 is on this page.'],
  ]);
});

it('an element that was registered by hand stays alone', () => {
  registered.add('ally-booking');
  startOnce('1.0.0', start('first'));
  expect(starts).toEqual([]);
  expect(page[mark]).toBe(undefined);
});

it('a copy that could not be loaded makes room for another', async () => {
  startOnce('1.0.0', () => Promise.reject(new Error('not loaded')));
  await expect(page[mark]).rejects.toThrow('not loaded');
  startOnce('1.1.0', start('second'));
  expect(starts).toEqual(['second']);
  expect(console.warn).not.toHaveBeenCalled();
});
