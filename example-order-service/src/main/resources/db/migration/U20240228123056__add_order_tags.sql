-- The tags given since go with the column; there was no place for them before.
ALTER TABLE orders DROP COLUMN tags;
