-- Otherwise the trigger would give each row that loses its address a new one.
ALTER TABLE billing_details DISABLE TRIGGER billing_details_follow_address;

-- Rows that the copy gave an address; not those that the service has since given another one, and none whose address the
-- service has let another row share.
UPDATE billing_details
SET address_id = NULL
WHERE address_id = id
  AND NOT EXISTS (
        SELECT FROM billing_details other WHERE other.address_id = billing_details.id AND other.id <> billing_details.id);

ALTER TABLE billing_details ENABLE TRIGGER billing_details_follow_address;

DELETE FROM addresses
USING billing_details
WHERE addresses.id = billing_details.id
  AND NOT EXISTS (SELECT FROM billing_details holder WHERE holder.address_id = addresses.id);
