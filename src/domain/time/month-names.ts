/** How a language says a calendar day, `YYYY-MM-DD`, or a part of it. */
export type DateWords = (date: string) => string;

/** The months' names, January first. */
export const monthNames = (month: DateWords): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => month(`2000-${String(index + 1).padStart(2, '0')}-15`));
