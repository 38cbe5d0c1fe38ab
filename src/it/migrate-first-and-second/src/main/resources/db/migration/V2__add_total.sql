-- ordermig:phase expand
-- ordermig:verify SELECT count(*) = 100 FROM orders WHERE total = 0
ALTER TABLE orders ADD COLUMN total numeric(12, 2) NOT NULL DEFAULT 0;
