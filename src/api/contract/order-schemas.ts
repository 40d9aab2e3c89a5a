/** The part of the relay API for the merchant's own servers: bodies of `POST /orders` and `/orders/…`. */
import * as z from 'zod/mini';
import { appointment, failure, orderRef, price, sealedSelection } from './schemas.js';
import { instant, text } from './pieces.js';

/** Longer tokens are refused unread. */
const token = z.string().check(z.maxLength(20_000));
const taskId = z.string().check(z.minLength(1), z.maxLength(100));
/** Shown to the platform: nothing personal. A platform could refuse a cancellation for a text that is malformed. */
const reason = z
  .string()
  .check(z.maxLength(500, { abort: true }), z.regex(/^(?!.*\p{Cs})[\t\n\r\P{Cc}]*$/su));

/** The request body of `POST /orders`: books a paid order. Without `token` it books what was accepted. */
export const orderAsk = z.object({ orderRef, token: z.nullish(token), taskId });

/** The request body of `POST /orders/open`. */
export const openAsk = z.object({ token, taskId, orderRef: z.nullish(orderRef) });

/** The request body of `POST /orders/accept`. */
export const acceptAsk = z.object({
  orderRef,
  token: z.nullish(token),
  taskId,
  paid: z.optional(z.boolean()),
});

/** The request body of `POST /orders/cancel`. */
export const cancelAsk = z.object({ orderRef, reason: z.nullish(reason) });

/** The request body of `POST /orders/find` and `POST /orders/reconcile`. */
export const orderRefAsk = z.object({ orderRef });

/** The request body of `POST /orders/run-due`, `POST /orders/due` and `POST /orders/stuck`. */
export const limitAsk = z.object({
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});

/** The response body of `POST /orders` and `POST /orders/cancel`. */
export const orderResult = z.object({
  outcome: z.string(),
  appointment: z.nullable(appointment),
  manageToken: z.nullable(text),
});

/** The response body of `POST /orders/open`. */
export const openedSelection = z.object({
  taskId: text,
  windowId: text,
  mode: z.enum(['test', 'live']),
  summary: sealedSelection.shape.summary,
  price: z.nullable(price),
  windowEndsAt: instant,
  willBookWindow: z.boolean(),
});

const orderSummary = z.object({
  orderRef,
  state: z.string(),
  paid: z.boolean(),
  outcome: z.nullable(z.string()),
  appointmentId: z.nullable(text),
  externalRef: text,
  error: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  stuck: z.nullable(z.string()),
  dueAt: z.nullable(instant),
  createdAt: instant,
  updatedAt: instant,
});

/** The response body of `POST /orders/accept`. `order` is null for an order without a selection. */
export const acceptedOrder = z.object({ order: z.nullable(orderSummary) });

const foundOrder = z.extend(orderSummary, {
  appointment: z.nullable(appointment),
  manageToken: z.nullable(text),
});

/** The response body of `POST /orders/find` and `POST /orders/reconcile`. `order` is null if it is not known. */
export const foundOrderAnswer = z.object({ order: z.nullable(foundOrder) });

/** The response body of `POST /orders/due` and `POST /orders/stuck`. */
export const orderList = z.object({ orders: z.array(orderSummary) });

/** The response body of `POST /orders/run-due`. */
export const runDueAnswer = z.object({
  settled: z.array(z.object({ orderRef, outcome: z.string() })),
  failed: z.array(z.object({ orderRef, code: z.string(), canRetry: z.boolean() })),
});

/** The response body of `POST /orders/webhook`. `order` is the order of the event, compared with the platform. */
export const webhookAnswer = z.object({
  event: z.object({
    id: z.nullable(z.string()),
    type: z.string(),
    createdAt: z.nullable(z.string()),
    orderRef: z.nullable(z.string()),
  }),
  isRepeat: z.nullable(z.boolean()),
  order: z.nullable(foundOrder),
});

/** The body of an error response to a server: as for every operation, and whether the same request may succeed later. */
export const orderFailure = z.object({
  error: z.extend(failure.shape.error, {
    canRetry: z.optional(z.boolean()),
    platformRequestId: z.optional(z.nullable(z.string())),
  }),
});
