-- Not CONCURRENTLY: an undo is one transaction. The lock is exclusive, but dropping takes no time once it is granted.
DROP INDEX idx_orders_tags;
