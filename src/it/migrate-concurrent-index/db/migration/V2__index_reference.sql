-- ordermig:phase expand
CREATE INDEX CONCURRENTLY orders_reference ON orders (reference);
