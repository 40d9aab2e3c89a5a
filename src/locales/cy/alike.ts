/** The six forms of a text whose noun is the same after every number. */
export const alike = (form: string) => ({
  zero: form,
  one: form,
  two: form,
  few: form,
  many: form,
  other: form,
});
