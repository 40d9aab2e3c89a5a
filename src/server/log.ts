import type { PlatformOperationName } from '../platform/operations.js';

/** What a merchant's log is told: never a body, an address, a key, a token or anything of a patient. */
export type LogEvent =
  | {
      readonly event: 'relay.answered';
      readonly requestId: string;
      /** Null where the relay knows no such operation. */
      readonly operation: string | null;
      readonly status: number;
      readonly code: string | null;
      readonly milliseconds: number;
    }
  /** Why a request was answered with a 5xx, for whoever mends it. */
  | { readonly event: 'relay.failed'; readonly requestId: string; readonly reason: string }
  | {
      readonly event: 'platform.asked';
      readonly operation: PlatformOperationName;
      /** Null when nothing answered. */
      readonly status: number | null;
      readonly milliseconds: number;
    }
  | { readonly event: 'order.booked'; readonly outcome: string }
  /** More than one appointment of a reference was found: how many were to be cancelled. */
  | { readonly event: 'order.surplus'; readonly count: number }
  | { readonly event: 'order.unsettled'; readonly retryAfter: number };

export type Log = (event: LogEvent) => void;
