/** The events of the platform's webhooks. The shape of a body is assumed: the platform documents its types alone. */
import * as z from 'zod/mini';
import type { Open } from '../domain/coverage.js';
import { WebhookRefusedError } from './errors.js';
import type { Bytes } from './webhook-body.js';

/** The types of the platform's documents. Others may be added, and are kept as received. */
export type WebhookType = Open<
  | 'appointment.created'
  | 'appointment.scheduled'
  | 'appointment.updated'
  | 'appointment.completed'
  | 'appointment.cancelled'
>;

/**
 * An event of the platform. It is a hint to look, not a fact: events repeat, overtake each other, and
 * `appointment.updated` may come without a change. Call `ally.orders.reconcile(orderRef)` on each.
 */
export interface WebhookEvent {
  /** Assumed: the platform documents no event id. Null if there is none. */
  readonly id: string | null;
  readonly type: WebhookType;
  /** As received; null if the event has no time. */
  readonly createdAt: string | null;
  /** Null for an event of another type than `appointment.…` that has none. */
  readonly appointment: {
    readonly id: string;
    readonly status: string | null;
    readonly externalRef: string | null;
  } | null;
  /**
   * The merchant's order reference. Null if the appointment was not made by this SDK for an order of this namespace
   * and mode: it belongs to another system of the organisation.
   */
  readonly orderRef: string | null;
}

/** What `eventFrom` reads from the body of a webhook. */
export interface WebhookFacts {
  readonly id?: string | null | undefined;
  readonly type: string;
  readonly createdAt?: string | null | undefined;
  /** May be left out for an event of another type than `appointment.…`. */
  readonly appointment?:
    | {
        readonly id: string;
        readonly status?: string | null | undefined;
        readonly externalRef?: string | null | undefined;
      }
    | null
    | undefined;
}

/** The default of `eventFrom`. Assumed. */
const documentedBody = z.looseObject({ data: z.nullish(z.looseObject({})) });

const webhookFacts = z
  .object({
    id: z.nullish(z.string()),
    type: z.string().check(z.minLength(1)),
    createdAt: z.nullish(z.string()),
    appointment: z.nullish(
      z.object({
        id: z.string().check(z.minLength(1)),
        status: z.nullish(z.string()),
        externalRef: z.nullish(z.string()),
      }),
    ),
  })
  .check(z.refine(({ type, appointment }) => !type.startsWith('appointment.') || !!appointment));

/** Returns the value if it fits the schema. The refusal does not quote the body, which may hold anything. */
function check<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value);
  if (!result.success) throw new WebhookRefusedError('malformed');
  return result.data;
}

function parseJson(body: Bytes): unknown {
  try {
    // A leading byte order mark is ignored (Encoding Standard, TextDecoder).
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new WebhookRefusedError('malformed');
  }
}

function documentedEvent(json: unknown): unknown {
  const { id, type, createdAt, data } = check(documentedBody, json);
  return { id, type, createdAt, appointment: data?.['appointment'] };
}

/** Reads the facts of an event from a body. Throws `WebhookRefusedError` if it has none. */
export function readFacts(
  body: Bytes,
  eventFrom: (json: unknown) => unknown = documentedEvent,
): z.output<typeof webhookFacts> {
  return check(webhookFacts, eventFrom(parseJson(body)));
}
