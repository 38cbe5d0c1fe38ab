-- ordermig:phase expand

-- A constant default is kept in the catalog (PostgreSQL 11 and later): no row is rewritten, however many there are.
ALTER TABLE orders ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
