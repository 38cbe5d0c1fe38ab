-- The check was a validated one. Validating it here scans orders once under an exclusive lock: an undo is one transaction.
ALTER TABLE orders
    ADD CONSTRAINT orders_order_type_present CHECK (order_type IS NOT NULL) NOT VALID;

ALTER TABLE orders VALIDATE CONSTRAINT orders_order_type_present;

ALTER TABLE orders ALTER COLUMN order_type DROP NOT NULL;
