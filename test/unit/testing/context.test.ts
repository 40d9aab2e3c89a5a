import { describe, expect, it } from 'vitest';
import { press, type, type Doing } from '../../../src/testing/context.js';
import type { Hands, Seen } from '../../../src/testing/driver.js';
import { NotOnScreenError } from '../../../src/testing/screen.js';

const button: Seen = { words: 'Continue', name: '', value: '', checked: false };

/** A page with one button, whose `act` is called for each press and each text, with the time limit. */
function doingWith(act: (timeout: number) => Promise<void>, timeout: number): Doing {
  const hands: Hands = {
    tag: 'ally-booking',
    missing: () => Promise.resolve(null),
    see: () => Promise.resolve([button]),
    type: (_selector, _text, limit) => act(limit),
    press: (_selector, limit) => act(limit),
    read: () => Promise.resolve({ step: 'window', problems: [] } as never),
    rest: () => Promise.resolve(),
  };
  return { hands, timeout };
}

const actions = {
  press: (does: Doing) => press(does, 'Cannot continue', 'button'),
  type: (does: Doing) => type(does, { cannot: 'Cannot continue', selector: 'input', text: 'x' }),
} as const;

describe.each(Object.entries(actions))('%s', (_name, action) => {
  it.each([50, 4_000, 600_000])('has the whole timeout of %i ms for the touch', async (timeout) => {
    const limits: number[] = [];
    const act = (limit: number): Promise<void> => {
      limits.push(limit);
      return Promise.resolve();
    };
    await action(doingWith(act, timeout));
    expect(limits).toHaveLength(1);
    expect(limits[0]).toBeLessThanOrEqual(timeout);
    expect(limits[0]).toBeGreaterThan(timeout / 2);
  });

  it('is tried again when the element has gone meanwhile', async () => {
    let tries = 0;
    const act = (): Promise<void> => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('It has gone.')) : Promise.resolve();
    };
    await action(doingWith(act, 600_000));
    expect(tries).toBe(3);
  });

  it('says what is on the screen when the time is up', async () => {
    const act = (): Promise<void> => Promise.reject(new Error('Something covers it.'));
    const failure: unknown = await action(doingWith(act, 1)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotOnScreenError);
    expect((failure as Error).message).toMatch(/^Cannot continue: not within 0\.001 seconds\./);
  });
});
