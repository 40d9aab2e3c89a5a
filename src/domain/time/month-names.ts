/** A function that formats a calendar day, `YYYY-MM-DD`, or a part of it, in one language. */
export type DateWords = (date: string) => string;

/** Returns the names of the months, January first. */
export const monthNames = (month: DateWords): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => month(`2000-${String(index + 1).padStart(2, '0')}-15`));
