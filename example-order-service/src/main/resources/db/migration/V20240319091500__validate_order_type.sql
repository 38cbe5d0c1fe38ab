-- ordermig:phase contract
-- ordermig:statement-timeout 30m

-- An old release may have placed an order between the populating and the check; since the check, nobody can.
UPDATE orders SET order_type = 'STANDARD' WHERE order_type IS NULL;

ALTER TABLE orders VALIDATE CONSTRAINT orders_order_type_present;
