/**
 * Contract 1: the page's API, as the merchant's relay serves it. The only definition of it. What it does not know is
 * refused by the mocks, stripped by the relay and ignored by the page. `schema-types.ts` checks it against `domain`.
 */
import * as z from 'zod/mini';
import { longestNote } from '../../domain/patient/draft.js';
import { appointmentWindow, checked, date, instant, price, text, timeZone } from './pieces.js';

export { appointmentWindow, hold, instant, price } from './pieces.js';

/** `GET /tasks/{taskId}` answers. */
export const task = z.object({
  id: text,
  name: text,
  description: z.optional(z.string()),
  durationMinutes: z.optional(z.number()),
  preparation: z.optional(z.string()),
  minimumAge: z.optional(z.number()),
  asks: z.object({ sex: z.optional(z.boolean()), nhsNumber: z.optional(z.boolean()) }),
  consents: z.array(z.object({ id: text, text, version: text, required: z.boolean() })),
  // It becomes a link: nothing but a page may stand behind it.
  privacyUrl: z.optional(checked(z.string(), z.regex(/^https?:\/\//))),
  testMode: z.boolean(),
});

/** `POST /coverage` asks; a read. */
export const coverageAsk = z.object({ taskId: text, postcode: text });

/** `POST /coverage` answers, perhaps with the first windows, so that one round trip shows the picker. */
export const coverage = z.object({
  postcode: text,
  covered: z.boolean(),
  reason: z.optional(z.string()),
  timeZone: z.optional(timeZone),
  windows: z.optional(z.array(appointmentWindow)),
});

/** `POST /windows` asks; a read. Dates of the place, both included, at most three weeks. */
export const windowsAsk = z.extend(coverageAsk, { from: date, to: date });

/** `POST /windows` answers. */
export const windows = z.object({ timeZone, windows: z.array(appointmentWindow) });

/** `POST /holds` asks; `hold` is what it answers. */
export const holdAsk = z.extend(coverageAsk, { windowId: text });

/** Long enough for any address, name or id: a selection must fit into a token. */
const line = checked(z.string(), z.regex(/./), z.maxLength(200));
const id = checked(z.string(), z.regex(/^[ -~]{1,100}$/));

const address = z.object({ line1: line, line2: z.optional(line), town: line, postcode: line });

/** The platform's limits: 2 to 100 characters, white space around them not counted. */
const name = checked(z.string(), z.regex(/^\S.{0,98}\S$/s));
/** No stricter than the page, which says in words what is wrong; 254 after RFC 5321, 4.5.3.1.3. */
const email = checked(z.string(), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/), z.maxLength(254));
/** What a merchant may call an order: the platform's filter has it in a quoted string. */
export const orderRef = checked(z.string(), z.regex(/^[\w.#-]{1,64}$/));

const patient = z.object({
  firstName: name,
  lastName: name,
  dateOfBirth: date,
  phone: z.e164(),
  email,
  sex: z.optional(line),
  nhsNumber: z.optional(checked(z.string(), z.regex(/^\d{10}$/))),
});

const finished = z.object({
  taskId: id,
  windowId: id,
  holdId: z.optional(id),
  for: z.enum(['me', 'other']),
  contact: z.optional(z.object({ name: line, phone: z.e164(), email })),
  patients: checked(z.array(patient), z.length(1)),
  location: z.object({ kind: z.enum(['home', 'work', 'other']), address }),
  note: z.optional(checked(z.string(), z.maxLength(longestNote))),
  consents: checked(z.array(z.object({ id, version: id, acceptedAt: instant })), z.maxLength(20)),
});

/** Who books for someone else is known, for it is they who are called. */
const hasContact = z.refine<z.output<typeof finished>>(
  ({ for: whom, contact }) => whom === 'me' || contact !== undefined,
  { path: ['contact'] },
);

/** `POST /selections` asks; a read, for it stores nothing. */
export const selection = checked(finished, hasContact);

/** `POST /selections` answers. The summary is data; the widget words it. */
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

/** `GET /appointments/{id}` and `POST /appointments/{id}/cancel` answer. */
export const appointment = z.object({
  id: text,
  status: z.string(),
  taskName: text,
  firstName: z.string(),
  startAt: z.optional(instant),
  endAt: z.optional(instant),
  timeZone,
  postcode: text,
  price: z.optional(price),
  taskId: z.optional(text),
  preparation: z.optional(z.string()),
  chargeableFrom: z.optional(instant),
});

/** `POST /bookings` asks: a finished selection and the key made for it. */
export const bookingAsk = checked(
  z.extend(finished, { key: z.uuid(), orderRef: z.optional(orderRef) }),
  hasContact,
);

/** `POST /bookings` answers. */
export const booking = z.object({ appointment, outcome: z.string(), manageToken: text });

/** Every failure's body, with the HTTP status. */
export const failure = z.object({
  error: z.object({
    code: text,
    message: z.string(),
    param: z.optional(z.string()),
    requestId: text,
  }),
});
