/** Schemas that the relay API and the platform API share: windows, holds, instants and prices. */
import * as z from 'zod/mini';

/** Adds checks to a schema. It is marked as pure, so that a page does not load schemas that only the relay uses. */
/* @__NO_SIDE_EFFECTS__ */
export const checked = <Schema extends z.ZodMiniType>(
  schema: Schema,
  ...checks: Parameters<Schema['check']>
): Schema => schema.check(...checks);

export const text = checked(z.string(), z.regex(/./));
const amount = checked(
  z.number(),
  z.refine((minorUnits) => Number.isSafeInteger(minorUnits) && minorUnits >= 0),
);
export const whole = checked(z.number(), z.refine(Number.isSafeInteger));
export const date = z.iso.date();
/** ISO 8601 with `Z` or an offset. It is shorter than zod's own pattern, because every page loads it. */
const instantShape =
  /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const isInstant = (said: string): boolean =>
  said.length <= 40 &&
  instantShape.test(said) &&
  // Some engines parse 30 February as 2 March: the day of a real date does not change.
  new Date(said.slice(0, 10)).getUTCDate() === Number(said.slice(8, 10));
/** An instant: ISO 8601 with `Z` or an offset, on a day that exists. */
export const instant = checked(z.string(), z.refine(isInstant));

/** Returns whether this browser knows a time zone. With an unknown one no time of day could be formatted. */
const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};
export const timeZone = checked(z.string(), z.refine(isTimeZone));

export const price = z.object({
  amount,
  currency: checked(z.string(), z.regex(/^[A-Z]{3}$/)),
});

export const appointmentWindow = z.object({
  id: text,
  name: z.optional(z.string()),
  startAt: instant,
  endAt: instant,
  remaining: z.optional(whole),
  price: z.optional(price),
});

export const hold = z.object({ id: text, windowId: text, expiresAt: instant });
