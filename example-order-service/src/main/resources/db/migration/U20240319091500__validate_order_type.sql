-- A constraint cannot be made "not valid" again, so it is added anew; neither statement looks at a row.
ALTER TABLE orders DROP CONSTRAINT orders_order_type_present;

ALTER TABLE orders
    ADD CONSTRAINT orders_order_type_present CHECK (order_type IS NOT NULL) NOT VALID;
