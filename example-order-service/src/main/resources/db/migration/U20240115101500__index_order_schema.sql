DROP INDEX idx_payments_order;

DROP INDEX idx_orders_open;

DROP INDEX idx_orders_customer;

DROP INDEX idx_customers_email;
