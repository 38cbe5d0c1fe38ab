COMMENT ON COLUMN shipping_details.phone IS NULL;

COMMENT ON COLUMN billing_details.phone IS NULL;
