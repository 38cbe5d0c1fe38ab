-- ordermig:phase expand

-- '{}' means: written by a release that does not know the column, or not copied yet. The release after this one writes
-- the old columns and the new one together.
ALTER TABLE shipping_details ADD COLUMN shipping_options jsonb NOT NULL DEFAULT '{}';
