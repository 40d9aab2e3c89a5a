-- What is stored of an order, and nothing more.
--
-- Of the patient there is only what lies sealed in `selection`: AES-256-GCM, whose key is not in this file. It is
-- erased when the visit is booked. `manage_token` opens one visit (first name, postcode, times) to whoever has this
-- file: keep the file as you keep passwords. Of the customer nothing is stored at all; your shop has its own place
-- for that. All times are milliseconds since 1970.

CREATE TABLE IF NOT EXISTS orders (
  -- Told to the platform and to the payment provider; not secret.
  ref TEXT PRIMARY KEY,
  -- SHA-256 of the key that opens the order's page: the key itself is with the customer's browser alone.
  key_hash TEXT NOT NULL,
  -- In the currency's minor unit.
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  payment TEXT NOT NULL DEFAULT 'awaited'
    CHECK (payment IN ('awaited', 'failed', 'paid', 'refund-due')),
  visit TEXT NOT NULL DEFAULT 'none'
    CHECK (visit IN ('none', 'to-book', 'scheduled', 'patient-led', 'cancelled', 'no-selection', 'needs-person')),
  -- Why a person is needed: one of the names in reasons.ts.
  reason TEXT,
  -- As the page gave it; empty when no visit was chosen, or when it is booked.
  selection TEXT NOT NULL,
  appointment_id TEXT,
  manage_token TEXT,
  ordered_at INTEGER NOT NULL
) STRICT;

-- Each try to pay: a card that is refused leaves one behind.
CREATE TABLE IF NOT EXISTS payments (
  id TEXT PRIMARY KEY,
  order_ref TEXT NOT NULL REFERENCES orders (ref),
  standing TEXT NOT NULL DEFAULT 'open' CHECK (standing IN ('open', 'failed', 'paid', 'refund-due'))
) STRICT;

-- What is to be booked: written together with "paid", struck off together with "booked".
CREATE TABLE IF NOT EXISTS outbox (
  order_ref TEXT PRIMARY KEY REFERENCES orders (ref),
  -- Null: parked, until a person sets a time.
  next_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  -- When it was last tried, as long as nobody knows how that ended.
  last_attempt_at INTEGER,
  -- Whose turn it is, and until when if nothing more is heard of them.
  claim TEXT,
  claimed_until INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS outbox_by_time ON outbox (next_at);

-- The platform's events that were taken: told again, they are refused.
CREATE TABLE IF NOT EXISTS webhooks (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  appointment_id TEXT NOT NULL,
  taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS webhooks_by_appointment ON webhooks (appointment_id);
