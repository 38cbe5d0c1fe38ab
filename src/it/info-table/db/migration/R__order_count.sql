CREATE OR REPLACE VIEW order_count AS SELECT count(*) FROM orders;
