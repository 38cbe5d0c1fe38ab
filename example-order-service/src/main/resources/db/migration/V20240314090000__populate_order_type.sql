-- ordermig:phase migrate
-- ordermig:statement-timeout 30m
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM orders WHERE order_type IS NULL)

-- Needs the release that writes the type to be everywhere. One statement, so that it can be cut into batches.
UPDATE orders SET order_type = 'STANDARD' WHERE order_type IS NULL;
