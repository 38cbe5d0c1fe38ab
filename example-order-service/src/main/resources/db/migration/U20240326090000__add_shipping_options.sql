-- Undoing the copy, above, has brought whatever the old columns can hold back to them.
ALTER TABLE shipping_details DROP COLUMN shipping_options;
