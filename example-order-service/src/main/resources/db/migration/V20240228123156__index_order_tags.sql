-- ordermig:phase expand
-- ordermig:statement-timeout 30m

-- CONCURRENTLY, so alone in its file: the build takes minutes on a large table, and without it no order could be written
-- for as long. No IF NOT EXISTS: it would take the INVALID index that a failed build leaves for a finished one.
CREATE INDEX CONCURRENTLY idx_orders_tags ON orders USING gin (tags);
