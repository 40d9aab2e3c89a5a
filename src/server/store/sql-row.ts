/** Reads rows as a database returns them. */
import * as z from 'zod/mini';
import type { OrderData, OrderKey, OrderRow, OrderState } from './store.js';

/** Integers of 64 bits: `pg` and `postgres` return text, `libsql` a number, or a bigint if it is configured so. */
const whole = z.pipe(
  z.pipe(
    z.union([z.number(), z.bigint(), z.string().check(z.regex(/^-?\d{1,16}$/))]),
    z.transform(Number),
  ),
  z.int(),
);

const states = {
  accepted: 'accepted',
  attempting: 'attempting',
  unknown: 'unknown',
  booked: 'booked',
  refused: 'refused',
  cancelling: 'cancelling',
  cancelled: 'cancelled',
} as const satisfies { [State in OrderState]: State };

/** The columns of a row, by the aliases in `sql-statements.ts`. */
const columns = z.object({
  version: whole,
  state: z.enum(states),
  data: z.string(),
  leaseuntil: z.nullable(whole),
  settlesat: z.nullable(whole),
  dueat: z.nullable(whole),
  createdat: whole,
  updatedat: whole,
  storenow: whole,
});

const maybeText = z.nullable(z.string());
const dataProperties = {
  mark: z.string(),
  token: maybeText,
  digest: maybeText,
  taskId: maybeText,
  windowId: maybeText,
  isPaid: z.optional(z.boolean()),
  isPaidLate: z.optional(z.boolean()),
  whenWindowGone: z.enum(['patient_led', 'refuse']),
  attempts: z.array(
    z.object({ from: z.number(), until: z.nullable(z.number()), digest: z.optional(maybeText) }),
  ),
  holder: maybeText,
  appointmentId: maybeText,
  outcome: maybeText,
  cancelReason: maybeText,
  error: maybeText,
  requestId: z.optional(maybeText),
  stuck: maybeText,
  failures: z.number(),
} satisfies Record<keyof OrderData, z.ZodMiniType>;

/**
 * Properties that are not known are kept: while a new version is deployed, its processes write rows that those of the
 * old one read and write back.
 */
const orderData = z.looseObject(dataProperties);

const owner = z.object({
  namespace: z.string(),
  mode: z.enum(['test', 'live']),
  orderref: z.string(),
});

/** An error about a row. It names the row's key and the place in it, never a value: one of them is the token. */
function unreadable(table: string, where: string, problem: string): Error {
  return new Error(`${table}: the row with ${where} cannot be read: ${problem}.`);
}

function whereKey({ namespace, mode, orderRef }: OrderKey): string {
  return `namespace ${JSON.stringify(namespace)}, mode ${JSON.stringify(mode)} and order_ref ${JSON.stringify(orderRef)}`;
}

function firstFault({ issues }: z.core.$ZodError): string {
  const path = issues[0]?.path.map(String).join('.');
  return `${path ? `"${path}"` : 'it'} is missing or has another type`;
}

/** Parses JSON. The error of `JSON.parse` is dropped, because it quotes the text. */
function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** Reads the row of an order. Throws if a column, or the JSON in `data`, has another shape. */
export function parseOrderRow(key: OrderKey, row: Record<string, unknown>): OrderRow {
  const found = columns.safeParse(row);
  const { namespace, mode, orderRef } = key;
  if (!found.success) throw unreadable('ally_orders', whereKey(key), firstFault(found.error));
  const { version, state, data: text, ...times } = found.data;
  const json = parseJson(text);
  if (!json) throw unreadable('ally_orders', whereKey(key), '"data" is not JSON');
  const data = orderData.safeParse(json.value);
  if (!data.success)
    throw unreadable('ally_orders', whereKey(key), `in "data" ${firstFault(data.error)}`);
  return {
    key: { namespace, mode, orderRef },
    version,
    state,
    // Outcomes and error codes of a newer version are kept as they are.
    data: data.data as OrderData,
    leaseUntil: times.leaseuntil,
    settlesAt: times.settlesat,
    dueAt: times.dueat,
    createdAt: times.createdat,
    updatedAt: times.updatedat,
    now: times.storenow,
  };
}

/** Reads the order that has claimed a token. Throws if a column has another type. */
export function parseTokenOwner(row: Record<string, unknown> | undefined): OrderKey {
  const found = owner.safeParse(row);
  if (!found.success)
    throw unreadable('ally_tokens', 'the digest that was claimed', firstFault(found.error));
  const { namespace, mode, orderref: orderRef } = found.data;
  return { namespace, mode, orderRef };
}

/** Reads the reference of an order in a list. Throws if it is not text. */
export function parseOrderRef({ orderref }: Record<string, unknown>): string {
  if (typeof orderref !== 'string')
    throw new Error('ally_orders: "order_ref" is not text in the row that was read.');
  return orderref;
}
