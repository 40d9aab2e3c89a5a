export type { Appointment, Outcome } from '../domain/appointment.js';
export { createAlly, type Ally } from './ally.js';
export * from './errors.js';
export type { Log, LogEvent } from './log.js';
export { toNodeListener, type NodeListener, type NodeListenerOptions } from './node.js';
export type {
  AllyOptions,
  LimitContext,
  OrderOptions,
  PlatformOptions,
  RelayOptions,
  SealingOptions,
  TaskSettings,
} from './options.js';
export type { BookingResult } from './orders/booking-result.js';
export type { AcceptInput, CancelInput, LimitInput, OrderInput } from './orders/order-input.js';
export type { FoundOrder, OrderSummary } from './orders/order-summary.js';
export type { Orders } from './orders/orders.js';
export type { RunDueResult } from './orders/run-due.js';
export type { AppointmentFacts, Cancelling, PlatformMapping, Refusal } from './platform/mapping.js';
export type { Relay, RelayClient } from './relay/relay.js';
export type {
  OpenedSelection,
  OpenOptions,
  OpenWithPatientOptions,
  Selections,
} from './selections.js';
export { memoryStore } from './store/memory-store.js';
export { fromLibsql, fromPg, fromPostgres } from './store/sql-adapters.js';
export { sqlStore, type SqlDatabase } from './store/sql-store.js';
export { sqlSchema } from './store/schema.js';
export type * from './store/store.js';
export type { SealingKey } from './tokens/keys.js';
export type {
  ParsedWebhook,
  RawWebhook,
  WebhookEvent,
  WebhookFacts,
  WebhookOptions,
  Webhooks,
  WebhookType,
} from './webhooks.js';
