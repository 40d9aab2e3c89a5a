export { bookOrder, type NoSelection, type OrderOptions } from './orders/book-order.js';
export { cancelBooking, type CancelOptions } from './orders/cancel-booking.js';
export * from './errors.js';
export { findBooking } from './orders/find-booking.js';
export type { Log, LogEvent } from './log.js';
export { toNodeListener, type NodeListener } from './node.js';
export {
  openSelection,
  type OpenedSelection,
  type OpenedWithPatient,
  type OpenOptions,
} from './tokens/open-selection.js';
export type {
  BookingOptions,
  Limited,
  PlatformOptions,
  RelayOptions,
  SealingOptions,
  TaskSettings,
} from './options.js';
export type { AppointmentFacts, Cancelling, PlatformMapping, Refusal } from './platform/mapping.js';
export { createRelay, type Relay } from './relay/relay.js';
export type { SealingKey } from './tokens/keys.js';
export {
  verifyWebhook,
  type WebhookEvent,
  type WebhookOptions,
  type WebhookType,
} from './webhooks.js';
