import { lookFor, type Hands, type HostTag, type Seen } from './driver.js';
import { handsInPage, type InPage } from './drivers/dom.js';
import { handsInPlaywright, type InPlaywright } from './drivers/playwright.js';
import { NotOnScreenError, screenInWords, screenOn } from './screen.js';

/**
 * The place of an action: the element, or a node that contains it (a form, `canvasElement`, `document`). In
 * Playwright it is a `page`, or a locator of the element. If several elements are there, pass the element itself.
 */
export type Where = InPage | InPlaywright;

/** Options of every action. */
export interface VerbOptions {
  /**
   * How long each step of an action waits for what it needs, and may take, in milliseconds. The default is 4,000. Keep
   * the timeout of your test above it.
   */
  readonly timeout?: number;
}

/** In milliseconds. */
const usual = 4_000;

/** The driver of an element, and the timeout of its actions. */
export interface Doing {
  readonly hands: Hands;
  readonly timeout: number;
}

const isInPlaywright = (where: Where): where is InPlaywright => 'locator' in where;

export const doing = (
  where: Where,
  { timeout = usual }: VerbOptions,
  tag: HostTag = 'ally-booking',
): Doing => {
  const hands = isInPlaywright(where) ? handsInPlaywright(where, tag) : handsInPage(where, tag);
  return { hands, timeout };
};

/** Waits until `look` returns a value. After the timeout it throws an error that describes the screen. */
export const until = async <Value>(
  { hands, timeout }: Doing,
  cannot: string,
  look: (left: number) => Promise<Value | undefined>,
): Promise<Value> => {
  const found = await lookFor(
    hands,
    async (left) => ((await hands.missing()) === null ? await look(left) : undefined),
    timeout,
  );
  if (found !== undefined) return found;
  const missing = await hands.missing();
  const screen = missing === null ? await screenOn(hands) : null;
  const waited = `${cannot}: not within ${String(timeout / 1_000)} seconds.`;
  const instead = screen === null ? (missing ?? '') : screenInWords(screen);
  throw new NotOnScreenError(`${waited}\n${instead}`, screen);
};

/** Waits until an element that matches is shown. */
export const untilShown = (
  does: Doing,
  cannot: string,
  selector: string,
): Promise<readonly [Seen, ...Seen[]]> =>
  until(does, cannot, async () => {
    const [first, ...others] = await does.hands.see(selector);
    return first ? ([first, ...others] as const) : undefined;
  });

/** Waits until an element that matches is shown, and does something with it. What rejects is tried again. */
const act = async (
  does: Doing,
  { cannot, selector }: { readonly cannot: string; readonly selector: string },
  action: (left: number) => Promise<void>,
): Promise<void> => {
  await until(does, cannot, async (left) => {
    if ((await does.hands.see(selector)).length === 0) return undefined;
    try {
      await action(left);
      return true;
    } catch {
      // It has gone meanwhile, or something covers it. When the time is up, the error says what is on the screen.
      return undefined;
    }
  });
};

export const press = async (does: Doing, cannot: string, selector: string): Promise<void> => {
  await act(does, { cannot, selector }, (left) => does.hands.press(selector, left));
};

export const type = async (
  does: Doing,
  {
    cannot,
    selector,
    text,
  }: { readonly cannot: string; readonly selector: string; readonly text: string },
): Promise<void> => {
  await act(does, { cannot, selector }, (left) => does.hands.type(selector, text, left));
};
