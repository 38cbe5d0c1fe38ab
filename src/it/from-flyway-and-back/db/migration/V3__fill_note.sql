-- ordermig:phase migrate
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM orders WHERE note IS NULL)
UPDATE orders SET note = reference;
