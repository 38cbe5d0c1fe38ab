-- ordermig:phase contract

-- Two statements, not one with two parts: PostgreSQL would drop the check first, and then scan the table after all.
ALTER TABLE orders ALTER COLUMN order_type SET NOT NULL;

ALTER TABLE orders DROP CONSTRAINT orders_order_type_present;
