-- ordermig:phase expand
ALTER TABLE orders ADD COLUMN note text;
