import type { PlatformOperationName } from '../platform/operations.js';
import type { ServerErrorCode } from './errors.js';

/** What the log receives. No event has a body, an address, a key, a token or anything about a patient. */
export type LogEvent =
  | {
      readonly event: 'relay.answered';
      readonly requestId: string;
      /** Null if the relay has no such operation. */
      readonly operation: string | null;
      readonly status: number;
      readonly code: string | null;
      readonly milliseconds: number;
    }
  /** Why a request was answered with 5xx, or why `limit` failed. */
  | { readonly event: 'relay.failed'; readonly requestId: string; readonly reason: string }
  | {
      readonly event: 'platform.asked';
      readonly operation: PlatformOperationName;
      /** Null if there was no response. */
      readonly status: number | null;
      readonly milliseconds: number;
    }
  | { readonly event: 'order.booked'; readonly orderRef: string; readonly outcome: string }
  | { readonly event: 'order.cancelled'; readonly orderRef: string }
  /** An order was called paid without a selection, or cancelled, and the store does not know it. */
  | {
      readonly event: 'order.not_known';
      readonly orderRef: string;
      readonly operation: 'accept' | 'cancel';
    }
  /** The order needs a person: `stuck()` lists it. */
  | { readonly event: 'order.stuck'; readonly orderRef: string; readonly reason: string }
  | {
      readonly event: 'order.failed';
      readonly orderRef: string;
      readonly code: ServerErrorCode | 'internal';
    }
  /** The token of one order was given for another order. */
  | { readonly event: 'order.token_used'; readonly orderRef: string; readonly usedBy: string }
  /** A second appointment of an order was found and cancelled. */
  | { readonly event: 'order.surplus'; readonly orderRef: string; readonly appointmentId: string }
  | {
      readonly event: 'order.unsettled';
      readonly orderRef: string;
      readonly retryAfterSeconds: number;
    }
  /** A webhook was not signed by the platform, or cannot be read. Many of them: its secret is wrong. */
  | { readonly event: 'webhook.refused'; readonly reason: string }
  /** The order was booked, but the store did not take it. The next call finds it by search. */
  | { readonly event: 'order.row_not_written'; readonly orderRef: string };

/** Receives events, such as to write them into a log. */
export type Log = (event: LogEvent) => void;
