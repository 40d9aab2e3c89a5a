/**
 * The platform API, as a merchant's server uses it. Some schemas are documented. The others are assumed, because
 * the platform's documentation is silent: `operations.ts` has the details. Only `server/platform` sends these
 * requests, and the mock clinic answers them.
 */
import * as z from 'zod/mini';
import { checked, instant, price, timeZone, whole } from '../api/contract/pieces.js';
import type { AppointmentWindow } from '../domain/window/window.js';

const text = z.string();
const maybe = z.nullish(text);

/** Makes a property that only describes: a value of another type counts as missing. */
/* @__NO_SIDE_EFFECTS__ */
function described<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.nullish(schema), null);
}

/** An id goes into a path, where `.` and `..` would name another one. */
function isIdentifier(id: string): boolean {
  return id.length <= 200 && !/^\.{0,2}$|[\p{Cc}\p{Cs}]/u.test(id);
}

/** A text that names a record. Assumed: it may be a number. */
export const platformId = z.pipe(
  z.transform((value: unknown) => (Number.isSafeInteger(value) ? String(value) : value)),
  checked(text, z.refine(isIdentifier)),
);

/** Assumed: lists have the form `{data: […]}`, or have no envelope. */
/* @__NO_SIDE_EFFECTS__ */
function list<Item extends z.ZodMiniType>(item: Item) {
  return z.pipe(
    z.transform((value: unknown) => (Array.isArray(value) ? { data: value as unknown[] } : value)),
    z.object({ data: z.array(item) }),
  );
}

/** A list of which each item is read elsewhere. */
export const platformList = list(z.unknown());

export const platformTask = z.object({
  id: platformId,
  name: text,
  description: described(text),
  durationMinutes: described(z.number()),
  preparation: described(text),
  minimumAge: described(z.number()),
});
export const platformTasks = list(platformTask);

export const platformCoverage = z.object({ covered: z.boolean(), reason: described(text) });

/** A price that cannot be read makes the window odd: without it the visit would look free. */
const platformWindow = checked(
  z.object({
    id: platformId,
    name: described(text),
    startAt: instant,
    endAt: instant,
    remaining: described(whole),
    price: z.nullish(price),
  }),
  z.refine(({ startAt, endAt }) => Date.parse(startAt) < Date.parse(endAt)),
);

function toWindow({
  id,
  name,
  startAt,
  endAt,
  remaining,
  price,
}: z.output<typeof platformWindow>): AppointmentWindow {
  return {
    id,
    startAt,
    endAt,
    ...(name != null && { name }),
    ...(remaining != null && { remaining }),
    ...(price != null && { price }),
  };
}

/** Windows of which one is odd are offered without it. If every one is odd, the list has another shape. */
const readableWindows = z.pipe(
  z.array(z.unknown()),
  z.transform((values, context): AppointmentWindow[] => {
    const read = values.map((value) => z.safeParse(platformWindow, value));
    const windows = read.flatMap(({ success, data }) => (success ? [toWindow(data)] : []));
    const [first] = read;
    if (windows.length === 0 && first?.success === false)
      for (const issue of first.error.issues)
        context.issues.push({ ...issue, input: undefined, path: [0, ...issue.path] });
    return windows;
  }),
);

export const platformWindows = z.object({
  timeZone: described(timeZone),
  windows: readableWindows,
});

export const platformHold = z.object({ id: platformId, windowId: platformId, expiresAt: instant });

/**
 * The part of a patient that is more than a description. `p_…` is the documented form of the id. The other properties
 * are kept as received; `server/platform/records.ts` reads them.
 */
export const platformPatient = z.looseObject({ id: platformId, externalRef: maybe });
export const platformPatients = list(platformPatient);

/**
 * The part of an appointment that is more than a description. The statuses `scheduling`, `scheduled`, `completed` and
 * `cancelled` are documented. The other properties are kept as received; `server/platform/records.ts` reads them.
 */
export const platformAppointment = z.looseObject({
  id: platformId,
  status: maybe,
  externalRef: maybe,
});
export const platformAppointments = list(platformAppointment);

/** A patient as the platform has it. A property is null if the answer does not have it as text. */
export interface PlatformPatient {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Assumed: `YYYY-MM-DD`. */
  readonly dateOfBirth: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly externalRef: string | null;
  readonly sex: string | null;
  readonly nhsNumber: string | null;
}

/** An appointment as the platform has it. A property is null if the answer does not have it, or not in a usable form. */
export interface PlatformAppointment {
  readonly id: string;
  /** `scheduling`, `scheduled`, `completed`, `cancelled` are documented; other values are kept as received. */
  readonly status: string | null;
  readonly taskId: string | null;
  readonly patientId: string | null;
  readonly windowId: string | null;
  /** ISO 8601 instant. */
  readonly startAt: string | null;
  /** ISO 8601 instant. */
  readonly endAt: string | null;
  /** An IANA time zone that this process knows. */
  readonly timeZone: string | null;
  readonly externalRef: string | null;
  /** ISO 8601 instant. */
  readonly createdAt: string | null;
  readonly postcode: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

/** A new appointment. The platform has made it, even if its answer has no id and nothing else. */
export interface CreatedAppointment extends Omit<PlatformAppointment, 'id'> {
  readonly id: string | null;
}

/** The request body of `POST /patients`. Documented, except for the format of the date and of the address. */
export const platformPatientAsk = z.object({
  firstName: text.check(z.minLength(2), z.maxLength(100)),
  lastName: text.check(z.minLength(2), z.maxLength(100)),
  phone: z.e164(),
  email: text,
  dateOfBirth: z.iso.date(),
  title: z.optional(text),
  sex: z.optional(text),
  nhsNumber: z.optional(text.check(z.regex(/^\d{10}$/))),
  externalRef: z.optional(text),
  note: z.optional(text),
  address: z.optional(
    z
      .array(z.object({ line1: text, line2: z.optional(text), town: text, postcode: text }))
      .check(z.maxLength(1)),
  ),
});

/** The request body of `POST /appointments`. */
export const platformAppointmentAsk = z.object({
  patientId: text,
  taskId: text,
  phone: z.e164(),
  location: z.object({
    address: z.object({
      line1: text,
      line2: z.optional(text),
      town: text,
      county: z.optional(text),
      postcode: text,
    }),
  }),
  windowId: z.optional(text),
  holdId: z.optional(text),
  externalRef: z.optional(text),
  note: z.optional(text),
  metadata: z.optional(z.record(z.string(), z.unknown())),
});

/** The request body of `POST /appointments/{id}/cancel`. */
export const platformCancelAsk = z.object({
  note: text,
  cancellingEntity: z.enum(['organisation', 'patient']),
  causingEntity: z.optional(text),
  reasonCode: text,
});

/** The request bodies of `POST /coverage`, `POST /availability` and `POST /holds`. */
export const platformCoverageAsk = z.object({ taskId: text, postcode: text });
export const platformWindowsAsk = z.object({
  taskId: text,
  postcode: text,
  from: z.iso.date(),
  to: z.iso.date(),
  holdId: z.optional(text),
});
export const platformHoldAsk = z.object({ taskId: text, postcode: text, windowId: text });

export type PlatformTask = z.output<typeof platformTask>;
export type PlatformPatientAsk = z.output<typeof platformPatientAsk>;
export type PlatformAppointmentAsk = z.output<typeof platformAppointmentAsk>;
export type PlatformCancelAsk = z.output<typeof platformCancelAsk>;
