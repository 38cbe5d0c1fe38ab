-- ordermig:phase contract

-- Needs every release that reads or writes the old columns to be gone. Nothing is lost: the validated check says that each
-- row has its options. The columns go from the catalog only, so no row is read under the exclusive lock.
ALTER TABLE shipping_details
    DROP COLUMN shipping_method,
    DROP COLUMN shipping_speed,
    DROP COLUMN shipping_cost,
    DROP COLUMN carrier;
