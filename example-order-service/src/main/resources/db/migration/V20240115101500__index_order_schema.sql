-- ordermig:phase expand

-- Plain CREATE INDEX, which keeps writers out while it builds, is right this once: the tables are a release old, empty,
-- and nobody writes to them yet. Every later index of this service is built CONCURRENTLY, in a file of its own.

CREATE UNIQUE INDEX idx_customers_email ON customers (lower(email));

CREATE INDEX idx_orders_customer ON orders (customer_id, placed_at DESC);

-- What the warehouse polls: a small part of a large table.
CREATE INDEX idx_orders_open ON orders (placed_at) WHERE status IN ('PENDING', 'CONFIRMED');

CREATE INDEX idx_payments_order ON payments (order_id);
