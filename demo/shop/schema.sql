-- The shop's own tables. Those of the server SDK (ally_orders, ally_tokens, ally_events) are in the same file.
--
-- Nothing personal is stored: of the customer nothing at all, since your shop has its own place for that; of the
-- patient only the sealed selection in ally_orders until the visit is booked; its key is not in this file.
-- `manage_token` opens one visit (first name, postcode, times): keep the file as you keep passwords. Instants are
-- ISO 8601; `ordered_at` is in milliseconds since 1970.

CREATE TABLE IF NOT EXISTS orders (
  -- Known to the platform and to the payment provider; not secret.
  ref TEXT PRIMARY KEY,
  -- SHA-256 of the customer's key, which only the cookie of their browser has.
  key_hash TEXT NOT NULL,
  -- In the currency's minor unit.
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  payment TEXT NOT NULL DEFAULT 'awaited'
    CHECK (payment IN ('awaited', 'failed', 'paid', 'refund_due', 'refunded')),
  -- `to_book`: paid, and the SDK may not know it yet. `booking`: the SDK books it. Then an outcome of the SDK, or
  -- `needs_person`, and `arranged` when staff have booked it by hand.
  visit TEXT NOT NULL DEFAULT 'none' CHECK (visit IN (
    'none', 'to_book', 'booking', 'needs_person', 'arranged',
    'scheduled', 'other_window', 'patient_led', 'cancelled', 'closed', 'unrecognised', 'no_selection')),
  -- The window that was chosen, and until when it is kept; null without a selection.
  window_start_at TEXT,
  window_end_at TEXT,
  time_zone TEXT,
  window_kept_until TEXT,
  appointment_id TEXT,
  manage_token TEXT,
  ordered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS orders_to_book ON orders (visit, ref) WHERE visit IN ('to_book', 'booking');

-- Each try to pay: a card that is refused leaves one behind.
CREATE TABLE IF NOT EXISTS payments (
  id TEXT PRIMARY KEY,
  order_ref TEXT NOT NULL REFERENCES orders (ref),
  status TEXT NOT NULL DEFAULT 'open'
    CHECK (status IN ('open', 'failed', 'paid', 'refund_due', 'refunded'))
) STRICT;
CREATE INDEX IF NOT EXISTS payments_by_order ON payments (order_ref);
CREATE INDEX IF NOT EXISTS refunds_due ON payments (status) WHERE status = 'refund_due';
