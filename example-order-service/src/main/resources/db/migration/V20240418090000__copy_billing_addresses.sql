-- ordermig:phase migrate
-- ordermig:statement-timeout 30m
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM billing_details WHERE address_id IS NULL)
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM billing_details b LEFT JOIN addresses a ON a.id = b.address_id WHERE (b.street_address, b.apartment, b.city, b.state, b.zip_code, b.country) IS DISTINCT FROM (a.address_line1, a.address_line2, a.city, a.state, a.postal_code, a.country))

-- The address takes the id of the billing row it is copied from. That is the whole mapping: nothing is joined back on
-- text, which would find the wrong one of two equal addresses and none for an apartment that is NULL; and the inverse
-- knows the rows that were made here. NULL stays NULL and '' stays ''. The rows are locked as they are read, so that no
-- change by the service falls between reading and copying.
WITH copied AS (
    INSERT INTO addresses (id, address_line1, address_line2, city, state, postal_code, country)
    SELECT id, street_address, apartment, city, state, zip_code, country
    FROM billing_details
    WHERE address_id IS NULL
    FOR NO KEY UPDATE
    RETURNING id)
UPDATE billing_details
SET address_id = copied.id
FROM copied
WHERE billing_details.id = copied.id;
