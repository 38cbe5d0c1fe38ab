-- Nothing to copy back: until the undo of the migration above, its triggers kept the columns of billing_details equal to
-- the addresses, whichever of the two was written.
ALTER TABLE billing_details
    DROP CONSTRAINT fk_billing_address,
    DROP COLUMN address_id;

DROP TABLE addresses;
