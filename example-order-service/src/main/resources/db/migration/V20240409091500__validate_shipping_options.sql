-- ordermig:phase contract
-- ordermig:statement-timeout 30m

-- An old release may have written a row between the copy and the check; since the check, nobody can.
UPDATE shipping_details
SET shipping_options = jsonb_build_object(
        'method', shipping_method,
        'speed', shipping_speed,
        'cost', shipping_cost::text,
        'carrier', carrier)
WHERE shipping_options = '{}';

ALTER TABLE shipping_details VALIDATE CONSTRAINT shipping_details_options_present;
