/**
 * The platform API, as a merchant's server uses it. Some schemas are documented. The others are assumed, because
 * the platform's documentation is silent: `operations.ts` has the details. Only `server/platform` sends these
 * requests, and the mock clinic answers them.
 */
import * as z from 'zod/mini';
import { appointmentWindow, hold } from '../api/contract/pieces.js';

const text = z.string();
const maybe = z.nullish(text);

/** Assumed: lists have the form `{data: […]}`. */
/* @__NO_SIDE_EFFECTS__ */
const list = <Item extends z.ZodMiniType>(item: Item) => z.object({ data: z.array(item) });

export const platformTask = z.object({
  id: text,
  name: text,
  description: maybe,
  durationMinutes: z.nullish(z.number()),
  preparation: maybe,
  minimumAge: z.nullish(z.number()),
});
export const platformTasks = list(platformTask);

export const platformCoverage = z.object({ covered: z.boolean(), reason: maybe });

export const platformWindows = z.object({ timeZone: maybe, windows: z.array(appointmentWindow) });

export const platformHold = hold;

/** `p_…` is the documented form of the id. Of a patient, an order page gets only the first name. */
export const platformPatient = z.object({ id: text, firstName: maybe });
export const platformPatients = list(platformPatient);

export const platformAppointment = z.object({
  id: text,
  /** `scheduling`, `scheduled`, `completed`, `cancelled` are documented; other values are kept as received. */
  status: text,
  taskId: text,
  patientId: text,
  windowId: maybe,
  startAt: maybe,
  endAt: maybe,
  timeZone: maybe,
  externalRef: maybe,
  createdAt: maybe,
  location: z.object({ address: z.object({ postcode: text }) }),
  metadata: z.nullish(z.record(z.string(), z.unknown())),
});
export const platformAppointments = list(platformAppointment);

/** Assumed for every error response. Missing properties are tolerated. */
export const platformFailure = z.object({
  error: z.object({ code: maybe, message: maybe, param: maybe }),
});

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
export type PlatformPatient = z.output<typeof platformPatient>;
export type PlatformAppointment = z.output<typeof platformAppointment>;
export type PlatformPatientAsk = z.output<typeof platformPatientAsk>;
export type PlatformAppointmentAsk = z.output<typeof platformAppointmentAsk>;
export type PlatformCancelAsk = z.output<typeof platformCancelAsk>;
