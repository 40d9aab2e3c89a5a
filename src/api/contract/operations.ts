/** The operations of the relay API, as the relay serves them and `openapi.json` describes them. */
import * as z from 'zod/mini';
import type { RelayErrorCode } from './error-codes.js';
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
  /** The schema of the request body. */
  readonly ask?: z.ZodMiniType;
  /** The schema of the response body. Without one the response is 204 without a body. */
  readonly answer?: z.ZodMiniType;
  /** The error codes that are specific to this operation. */
  readonly refusals: readonly RelayErrorCode[];
}

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
    summary: 'Books from the page; the same key answers the same booking.',
    ask: contract.bookingAsk,
    answer: contract.booking,
    refusals: [
      ...['not_found', 'window_unavailable', 'outside_coverage', 'validation_failed'],
      'booking_unsettled',
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
    summary: 'Books a paid order, exactly once: for shops whose server is not JavaScript.',
    ask: order.orderAsk,
    answer: order.bookedOrder,
    refusals: ['not_found', 'validation_failed', 'unauthorised', 'booking_unsettled'],
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
