import { expect, it, vi } from 'vitest';
import { priceWords } from '../../../src/domain/price.js';

it.each([
  [{ amount: 1200, currency: 'GBP' }, '£12'],
  [{ amount: 1250, currency: 'GBP' }, '£12.50'],
  [{ amount: 5, currency: 'GBP' }, '£0.05'],
  [{ amount: 0, currency: 'GBP' }, '£0'],
  [{ amount: 500, currency: 'JPY' }, 'JP¥500'],
  [{ amount: 1_234_500, currency: 'GBP' }, '£12,345'],
  [{ amount: 1550, currency: 'EUR' }, '€15.50'],
])('%j is %s', (price, words) => {
  expect(priceWords(price, 'en-GB')).toBe(words);
});

it('a price makes two formatters for a currency, however many windows have one', () => {
  const made = vi.fn();
  class Counted extends Intl.NumberFormat {
    constructor(...options: ConstructorParameters<typeof Intl.NumberFormat>) {
      super(...options);
      made();
    }
  }
  vi.stubGlobal('Intl', Object.create(Intl, { NumberFormat: { value: Counted } }));
  for (let amount = 0; amount < 500; amount += 25) priceWords({ amount, currency: 'CHF' }, 'en-GB');
  vi.unstubAllGlobals();
  expect(made).toHaveBeenCalledTimes(2);
});
