/** The operations of the relay API, as the relay serves them and `openapi.json` describes them. */
import * as z from 'zod/mini';
import type { RelayErrorCode, ServerErrorCode } from './error-codes.js';
import * as contract from './schemas.js';
import * as order from './order-schemas.js';

export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The path below the relay's base URL; `{id}` stands for one segment. */
  readonly path: string;
  /** The caller: a page of the merchant, or a server with the order secret. */
  readonly from: 'page' | 'server';
  readonly summary: string;
  /** Whether the operation only reads: it changes nothing, and may be retried. */
  readonly isRead: boolean;
  /** Whether the request needs the appointment's own token, in the header `Ally-Manage`. */
  readonly isManaged?: boolean;
  /** Whether the request body is passed on as bytes. */
  readonly isRaw?: boolean;
  /** The schema of the request body. */
  readonly ask?: z.ZodMiniType;
  /** The schema of the response body. Without one the response is 204 without a body. */
  readonly answer?: z.ZodMiniType;
  /** The error codes that are specific to this operation. */
  readonly refusals: readonly (RelayErrorCode | ServerErrorCode)[];
}

const orderRefusals = [
  ...(['not_found', 'unauthorised', 'validation_failed'] as const),
  ...(['store_unavailable', 'misconfigured'] as const),
];
const tokenRefusals = [
  ...(['token_refused', 'token_unreadable', 'token_expired', 'token_used'] as const),
  ...(['order_has_booking', 'order_paid', 'order_cancelled', 'booking_unsettled'] as const),
];
const platformRefusals = [
  ...(['booking_unsettled', 'platform_refused', 'platform_access_denied'] as const),
  ...(['platform_unavailable', 'platform_answer'] as const),
];

export const operations = {
  readTask: {
    method: 'GET',
    path: '/tasks/{id}',
    from: 'page',
    isRead: true,
    summary: 'What a Task is, and what it asks of a patient.',
    answer: contract.task,
    refusals: ['not_found'],
  },
  checkCoverage: {
    method: 'POST',
    path: '/coverage',
    from: 'page',
    isRead: true,
    summary:
      'Whether a postcode is covered; with the first windows, where they could be had as well.',
    ask: contract.coverageAsk,
    answer: contract.coverage,
    refusals: ['not_found', 'validation_failed'],
  },
  listWindows: {
    method: 'POST',
    path: '/windows',
    from: 'page',
    isRead: true,
    summary: 'The free windows from one day to another, both included, at most three weeks.',
    ask: contract.windowsAsk,
    answer: contract.windows,
    refusals: ['not_found', 'outside_coverage', 'validation_failed'],
  },
  placeHold: {
    method: 'POST',
    path: '/holds',
    from: 'page',
    isRead: false,
    summary: 'Holds a window while the details are typed; 404, 405 or 501: holds are not offered.',
    ask: contract.holdAsk,
    answer: contract.hold,
    refusals: ['not_found', 'window_unavailable', 'outside_coverage', 'validation_failed'],
  },
  releaseHold: {
    method: 'DELETE',
    path: '/holds/{id}',
    from: 'page',
    isRead: false,
    summary: 'Gives a hold back; one that is not known has lapsed, and that is as good.',
    refusals: [],
  },
  sealSelection: {
    method: 'POST',
    path: '/selections',
    from: 'page',
    isRead: true,
    summary: 'Seals a finished selection into a token for the order; nothing is stored.',
    ask: contract.selection,
    answer: contract.sealedSelection,
    refusals: ['not_found', 'window_unavailable', 'outside_coverage', 'validation_failed'],
  },
  bookSelection: {
    method: 'POST',
    path: '/bookings',
    from: 'page',
    isRead: false,
    summary:
      'Books from the page, where the relay has `instant`; the same key answers the same booking.',
    ask: contract.bookingAsk,
    answer: contract.booking,
    refusals: [
      ...['not_found', 'window_unavailable', 'outside_coverage', 'validation_failed'],
      ...['booking_unsettled', 'key_reused'],
    ],
  },
  readAppointment: {
    method: 'GET',
    path: '/appointments/{id}',
    from: 'page',
    isRead: true,
    isManaged: true,
    summary: 'An appointment, with its token.',
    answer: contract.appointment,
    refusals: ['not_found'],
  },
  cancelAppointment: {
    method: 'POST',
    path: '/appointments/{id}/cancel',
    from: 'page',
    isRead: false,
    isManaged: true,
    summary: 'Cancels an appointment for its patient; once cancelled it stays so.',
    answer: contract.appointment,
    refusals: ['not_found'],
  },
  bookOrder: {
    method: 'POST',
    path: '/orders',
    from: 'server',
    isRead: false,
    summary: 'Books a paid order. Idempotent. 202 while the outcome is not known.',
    ask: order.orderAsk,
    answer: order.orderResult,
    refusals: [...orderRefusals, ...tokenRefusals, ...platformRefusals],
  },
  openSelection: {
    method: 'POST',
    path: '/orders/open',
    from: 'server',
    isRead: true,
    summary:
      'Opens a selection before the payment: what to charge, and whether the window will be booked.',
    ask: order.openAsk,
    answer: order.openedSelection,
    refusals: [...orderRefusals, ...tokenRefusals],
  },
  acceptOrder: {
    method: 'POST',
    path: '/orders/accept',
    from: 'server',
    isRead: false,
    summary:
      'Stores the selection of an order, and marks it as paid. Idempotent. Asks the platform nothing.',
    ask: order.acceptAsk,
    answer: order.acceptedOrder,
    refusals: [...orderRefusals, ...tokenRefusals],
  },
  cancelOrder: {
    method: 'POST',
    path: '/orders/cancel',
    from: 'server',
    isRead: false,
    summary: 'Cancels an order and its appointment. Idempotent. 202 while an attempt is under way.',
    ask: order.cancelAsk,
    answer: order.orderResult,
    refusals: [...orderRefusals, ...platformRefusals],
  },
  findOrder: {
    method: 'POST',
    path: '/orders/find',
    from: 'server',
    isRead: true,
    summary: 'Reads an order and its appointment.',
    ask: order.orderRefAsk,
    answer: order.foundOrderAnswer,
    refusals: orderRefusals,
  },
  reconcileOrder: {
    method: 'POST',
    path: '/orders/reconcile',
    from: 'server',
    isRead: false,
    summary: 'Compares an order with the platform. Idempotent.',
    ask: order.orderRefAsk,
    answer: order.foundOrderAnswer,
    refusals: [...orderRefusals, ...platformRefusals],
  },
  runDue: {
    method: 'POST',
    path: '/orders/run-due',
    from: 'server',
    isRead: false,
    summary: 'Books and settles orders that wait for it. Call it every minute.',
    ask: order.limitAsk,
    answer: order.runDueAnswer,
    refusals: orderRefusals,
  },
  listDueOrders: {
    method: 'POST',
    path: '/orders/due',
    from: 'server',
    isRead: true,
    summary: 'Lists orders that wait for `run-due`, now or later.',
    ask: order.limitAsk,
    answer: order.orderList,
    refusals: orderRefusals,
  },
  listStuckOrders: {
    method: 'POST',
    path: '/orders/stuck',
    from: 'server',
    isRead: true,
    summary: 'Lists orders that need a person.',
    ask: order.limitAsk,
    answer: order.orderList,
    refusals: orderRefusals,
  },
  receiveWebhook: {
    method: 'POST',
    path: '/orders/webhook',
    from: 'server',
    isRead: false,
    isRaw: true,
    summary:
      'Takes a webhook of the platform: its body byte for byte, and its headers. Checks it, and compares its order with the platform.',
    answer: order.webhookAnswer,
    refusals: [...orderRefusals, ...platformRefusals, 'webhook_refused'],
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
