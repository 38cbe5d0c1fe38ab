-- ordermig:phase expand
-- ordermig:statement-timeout 30m

-- For the trigger and the foreign key: without it, each change of an address would read all of billing_details.
CREATE INDEX CONCURRENTLY idx_billing_details_address ON billing_details (address_id);
