/** A price in the currency's minor unit (pence), ISO 4217. */
export interface Price {
  readonly amount: number;
  readonly currency: string;
}

const priceFormats = new Map<string, Intl.NumberFormat>();
const priceFormat = (language: string, currency: string, pence?: 0): Intl.NumberFormat => {
  const key = [language, currency, pence].join();
  const known = priceFormats.get(key);
  if (known) return known;
  // Where a browser lacks the language: as British, and not as the browser's own.
  const made = new Intl.NumberFormat([language, 'en-GB'], {
    style: 'currency',
    currency,
    ...(pence === undefined ? {} : { minimumFractionDigits: pence }),
  });
  priceFormats.set(key, made);
  return made;
};

/** "£12.50" or "Free" is the catalogue's to say; this is the amount alone, with pence only where there are any. */
export const priceWords = ({ amount, currency }: Price, language: string): string => {
  const format = priceFormat(language, currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const value = amount / 10 ** digits;
  return (Number.isInteger(value) ? priceFormat(language, currency, 0) : format).format(value);
};
