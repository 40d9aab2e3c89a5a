/**
 * The relay API, which pages use and the merchant's relay serves. This file is its only definition. Properties that
 * it does not define are rejected by the mocks, removed by the relay and ignored by the page. `schema-types.ts`
 * compares it with `domain`.
 */
import * as z from 'zod/mini';
import { longestNote } from '../../domain/patient/draft.js';
import { appointmentWindow, checked, date, instant, price, text, timeZone } from './pieces.js';

export { appointmentWindow, hold, instant, price } from './pieces.js';

/** The response body of `GET /tasks/{taskId}`. */
export const task = z.object({
  id: text,
  name: text,
  description: z.optional(z.string()),
  durationMinutes: z.optional(z.number()),
  preparation: z.optional(z.string()),
  minimumAge: z.optional(z.number()),
  asks: z.object({ sex: z.optional(z.boolean()), nhsNumber: z.optional(z.boolean()) }),
  consents: z.array(z.object({ id: text, text, version: text, required: z.boolean() })),
  // It becomes the target of a link, so only addresses of pages are allowed.
  privacyUrl: z.optional(checked(z.string(), z.regex(/^https?:\/\//))),
  testMode: z.boolean(),
});

/**
 * Checks the length of a text, and then its pattern only if the length is right: a pattern never reads a text of any
 * length.
 */
/* @__NO_SIDE_EFFECTS__ */
const bounded = (longest: number, pattern: RegExp): z.ZodMiniString =>
  checked(z.string(), z.maxLength(longest, { abort: true }), z.regex(pattern));

/** An id of the platform's or of the page's. */
const id = bounded(100, /^[ -~]+$/);

/** The platform's id of a window, as `platformId` takes it: each window that is listed can be chosen. */
const windowId = bounded(200, /^[^\p{Cc}\p{Cs}]+$/u);

/** A postcode as it was typed. */
const typedPostcode = bounded(100, /./);

/** The request body of `POST /coverage`, a read. */
export const coverageAsk = z.object({ taskId: id, postcode: typedPostcode });

/**
 * The response body of `POST /coverage`. It may have the first windows, so that one round trip shows the picker.
 */
export const coverage = z.object({
  postcode: text,
  covered: z.boolean(),
  reason: z.optional(z.string()),
  timeZone: z.optional(timeZone),
  windows: z.optional(z.array(appointmentWindow)),
});

/**
 * The request body of `POST /windows`, a read. `from` and `to` are days at the place, both included; at most three
 * weeks.
 */
export const windowsAsk = z.extend(coverageAsk, { from: date, to: date });

/** The response body of `POST /windows`. */
export const windows = z.object({ timeZone, windows: z.array(appointmentWindow) });

/** The request body of `POST /holds`. `hold` is the response body. */
export const holdAsk = z.extend(coverageAsk, { windowId });

/**
 * One line of well-formed text with at least one letter or digit. Control characters and lone surrogates are not
 * text: a platform rejects them after the payment. The length is enough for any address or name, and lets a selection
 * fit into a token.
 */
const line = bounded(200, /^(?=.*[\p{L}\p{N}])[^\p{Cc}\p{Cs}]*$/u);

const address = z.object({ line1: line, line2: z.optional(line), town: line, postcode: line });

/**
 * The platform's limits on a name: 2 to 100 characters, without leading or trailing white space. At least one visible
 * letter is needed: the fillers of Hangul are letters without a shape.
 */
const name = checked(
  z.string(),
  z.minLength(2),
  z.maxLength(100, { abort: true }),
  z.regex(
    /^(?=.*(?![\u115F\u1160\u3164\uFFA0])\p{L})[^\s\p{Cc}\p{Cs}](?:[^\p{Cc}\p{Cs}]*[^\s\p{Cc}\p{Cs}])?$/u,
  ),
);

/** A text of several lines. */
const lines = bounded(longestNote, /^(?!.*\p{Cs})[\t\n\r\P{Cc}]*$/su);

/** No living person was born earlier, so an earlier date is a mistake. The page has the same limit. */
const dateOfBirth = checked(
  date,
  z.refine((day) => day >= '1900'),
);
/**
 * The check is no stricter than that of the page, which shows a message; at most 254 characters (RFC 5321,
 * 4.5.3.1.3).
 */
const email = bounded(254, /^[^\s@\p{Cc}\p{Cs}]+@[^\s@\p{Cc}\p{Cs}]+\.[^\s@\p{Cc}\p{Cs}]+$/u);
/**
 * The merchant's reference of an order. The platform's filter has it in a quoted string, so few characters are
 * allowed.
 */
export const orderRef = checked(z.string(), z.regex(/^[\w.#-]{1,64}$/));

const patient = z.object({
  firstName: name,
  lastName: name,
  dateOfBirth,
  phone: z.e164(),
  email,
  sex: z.optional(line),
  nhsNumber: z.optional(checked(z.string(), z.regex(/^\d{10}$/))),
});

const finished = z.object({
  taskId: id,
  windowId,
  holdId: z.optional(id),
  for: z.enum(['me', 'other']),
  contact: z.optional(z.object({ name: line, phone: z.e164(), email })),
  patients: checked(z.array(patient), z.length(1)),
  location: z.object({ kind: z.enum(['home', 'work', 'other']), address }),
  note: z.optional(lines),
  consents: checked(z.array(z.object({ id, version: id, acceptedAt: instant })), z.maxLength(20)),
});

/** A visit for someone else needs a contact: the person who books is the one who is called. */
const hasContact = z.refine<z.output<typeof finished>>(
  ({ for: whom, contact }) => whom === 'me' || contact !== undefined,
  { path: ['contact'] },
);

/** The request body of `POST /selections`, a read: nothing is stored. */
export const selection = checked(finished, hasContact);

/** The response body of `POST /selections`. The summary is data; the widget formats it. */
export const sealedSelection = z.object({
  token: text,
  expiresAt: instant,
  summary: z.object({
    taskName: text,
    startAt: instant,
    endAt: instant,
    timeZone,
    price: z.optional(price),
  }),
});

/** The response body of `GET /appointments/{id}` and of `POST /appointments/{id}/cancel`. */
export const appointment = z.object({
  id: text,
  status: z.string(),
  taskName: z.string(),
  firstName: z.string(),
  startAt: z.optional(instant),
  endAt: z.optional(instant),
  timeZone,
  postcode: z.string(),
  price: z.optional(price),
  taskId: z.optional(text),
  preparation: z.optional(z.string()),
  chargeableFrom: z.optional(instant),
});

/** The request body of `POST /bookings`: a complete selection and the key made for it. */
export const bookingAsk = checked(
  z.extend(finished, { key: z.uuid(), orderRef: z.optional(orderRef) }),
  hasContact,
);

/** The response body of `POST /bookings`. */
export const booking = z.object({ appointment, outcome: z.string(), manageToken: text });

/** The body of every error response, beside the HTTP status. */
export const failure = z.object({
  error: z.object({
    code: text,
    message: z.string(),
    param: z.optional(z.string()),
    requestId: text,
  }),
});
