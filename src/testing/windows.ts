import { press, until, untilShown, type Doing } from './context.js';
import type { Seen } from './driver.js';
import { places } from './selectors.js';

/**
 * A free time: its index in the list, from 0, the id of its window, a part of its text, such as `'9am to midday'`,
 * or a pattern of its text.
 */
export type Which = number | string | RegExp;

const cannot = 'Cannot choose a time';

const fits = ({ words, value }: Seen, which: string | RegExp): boolean =>
  typeof which === 'string' ? value === which || words.includes(which) : which.test(words);

const named = (name: string, { value }: Seen): string => `input[name="${name}"][value="${value}"]`;

/**
 * Chooses a free time without pressing Continue, and returns its text. On full days it is one of the first free
 * date.
 */
export const chooseFreeWindow = async (does: Doing, which: Which): Promise<string> => {
  const { hands } = does;
  const windowsNow = (): Promise<readonly Seen[]> => hands.see(places.freeWindow);
  const [date] = await until(does, cannot, async () => {
    const windows = await windowsNow();
    const dates = windows.length > 0 ? [] : await hands.see(places.freeDate);
    return windows.length + dates.length > 0 ? dates : undefined;
  });
  if (date) {
    await press(does, cannot, named('date', date));
    await untilShown(does, cannot, places.freeWindow);
  }
  const chosen = await until(does, `${cannot} (${String(which)})`, async () => {
    const windows = await windowsNow();
    return typeof which === 'number' ? windows[which] : windows.find((seen) => fits(seen, which));
  });
  await press(does, cannot, named('window', chosen));
  return chosen.words;
};
