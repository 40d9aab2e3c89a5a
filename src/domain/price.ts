/** A price. `amount` is in the currency's minor unit (pence); `currency` is an ISO 4217 code. */
export interface Price {
  readonly amount: number;
  readonly currency: string;
}

/** Formatters by language, currency and number of digits: creating one is slow. */
const priceFormats = new Map<string, Intl.NumberFormat>();
const priceFormat = (language: string, currency: string, pence?: 0): Intl.NumberFormat => {
  const key = [language, currency, pence].join();
  const known = priceFormats.get(key);
  if (known) return known;
  // Falls back to British English, not to the browser's own language, if the browser does not know this one.
  const made = new Intl.NumberFormat([language, 'en-GB'], {
    style: 'currency',
    currency,
    ...(pence === undefined ? {} : { minimumFractionDigits: pence }),
  });
  priceFormats.set(key, made);
  return made;
};

/**
 * Formats the amount, with pence only if there are any. The text "Free" for a price of 0 comes from the messages
 * instead.
 */
export const priceWords = ({ amount, currency }: Price, language: string): string => {
  const format = priceFormat(language, currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const value = amount / 10 ** digits;
  return (Number.isInteger(value) ? priceFormat(language, currency, 0) : format).format(value);
};
