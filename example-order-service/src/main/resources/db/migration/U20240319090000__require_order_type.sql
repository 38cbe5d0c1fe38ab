ALTER TABLE orders DROP CONSTRAINT orders_order_type_present;
