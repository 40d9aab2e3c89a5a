/** The tables of `sqlStore`. */

/** The columns of each table that the store reads and writes. `check` looks for each of them. */
export const tableColumns: Readonly<Record<string, readonly string[]>> = {
  ally_orders: [
    ...['namespace', 'mode', 'order_ref', 'version', 'state', 'data', 'is_stuck'],
    ...['lease_until', 'settles_at', 'due_at', 'created_at', 'updated_at'],
  ],
  ally_tokens: ['digest', 'namespace', 'mode', 'order_ref', 'claimed_at'],
  ally_events: ['event_id', 'done_at'],
};

/** What differs between the dialects. */
interface Types {
  /** A whole number of 64 bits. */
  readonly integer: 'BIGINT' | 'INTEGER';
  readonly boolean: 'BOOLEAN' | 'INTEGER';
  readonly clock: string;
}

function statements({ integer, boolean, clock }: Types): string {
  // Keeps the columns in line.
  const gap = ' '.repeat('INTEGER'.length - integer.length);
  return `-- Orders that are booked through the server SDK: one row an order, some 2 kB each. No column holds anything
-- personal: the selection in "data" is encrypted, and is removed after the booking.
-- Times are milliseconds since 1970 by the clock of ${clock}.
CREATE TABLE IF NOT EXISTS ally_orders (
  namespace   TEXT    NOT NULL,  -- the option "namespace": one for each shop
  mode        TEXT    NOT NULL,  -- 'test' or 'live': the mode of the platform's key
  order_ref   TEXT    NOT NULL,  -- the shop's own reference of the order
  version     INTEGER NOT NULL,  -- counts the writes: each UPDATE compares it
  state       TEXT    NOT NULL,  -- accepted, attempting, unknown, booked, refused, cancelling or cancelled
  data        TEXT    NOT NULL,  -- JSON that only the SDK reads
  is_stuck    ${boolean} NOT NULL,  -- whether a person must look at the order
  lease_until ${integer},${gap}           -- until then one process alone works on the order
  settles_at  ${integer},${gap}           -- until then no second appointment is requested
  due_at      ${integer},${gap}           -- when runDue takes the order; NULL: it waits for nothing
  created_at  ${integer}${gap} NOT NULL,
  updated_at  ${integer}${gap} NOT NULL,
  PRIMARY KEY (namespace, mode, order_ref)
);

-- The lists of runDue, due and stuck. Few rows are in them at a time, so the indexes stay small.
CREATE INDEX IF NOT EXISTS ally_orders_due ON ally_orders (namespace, mode, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS ally_orders_stuck ON ally_orders (namespace, mode, updated_at) WHERE is_stuck;

-- Which order has used which selection, by a digest: no selection is booked for two orders.
CREATE TABLE IF NOT EXISTS ally_tokens (
  digest     TEXT    NOT NULL PRIMARY KEY,
  namespace  TEXT    NOT NULL,
  mode       TEXT    NOT NULL,
  order_ref  TEXT    NOT NULL,
  claimed_at ${integer}${gap} NOT NULL
);

-- Webhook events that were handled. purge removes old rows here and above.
CREATE TABLE IF NOT EXISTS ally_events (
  event_id TEXT    NOT NULL PRIMARY KEY,
  done_at  ${integer}${gap} NOT NULL
);
`;
}

/**
 * The statements that create the tables of `sqlStore`, by dialect. Running them twice does no harm. Run them with
 * your other migrations; the store itself needs SELECT, INSERT, UPDATE and DELETE, and creates nothing.
 */
export const sqlSchema: { readonly postgres: string; readonly sqlite: string } = {
  postgres: statements({ integer: 'BIGINT', boolean: 'BOOLEAN', clock: 'this database server' }),
  sqlite: statements({
    integer: 'INTEGER',
    boolean: 'INTEGER',
    clock: 'the machine that runs SQLite',
  }),
};
