-- ordermig:phase expand

-- From here on the address columns of billing_details and the row in addresses are one thing written in two places, so
-- that releases that know only one of them run side by side, and so that the inverse loses nothing.

CREATE FUNCTION billing_details_follow_address() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    address addresses%ROWTYPE;
BEGIN
    -- The copy of the migrate phase, by the key it gives. It is verified against the columns, so they must not follow it.
    IF TG_OP = 'UPDATE' AND OLD.address_id IS NULL AND NEW.address_id = NEW.id THEN
        RETURN NEW;
    END IF;
    IF NEW.address_id IS NOT NULL THEN
        SELECT * INTO address FROM addresses WHERE id = NEW.address_id;
        IF NOT FOUND THEN
            RETURN NEW; -- the foreign key will refuse it, with the better message
        END IF;
        IF TG_OP = 'INSERT' OR NEW.address_id IS DISTINCT FROM OLD.address_id THEN
            NEW.street_address := address.address_line1;
            NEW.apartment := address.address_line2;
            NEW.city := address.city;
            NEW.state := address.state;
            NEW.zip_code := address.postal_code;
            NEW.country := address.country;
            RETURN NEW;
        END IF;
        IF (NEW.street_address, NEW.apartment, NEW.city, NEW.state, NEW.zip_code, NEW.country)
            IS NOT DISTINCT FROM
            (address.address_line1, address.address_line2, address.city, address.state, address.postal_code, address.country)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    -- Written through the old columns. A new row, because others may share the one there is.
    INSERT INTO addresses (address_line1, address_line2, city, state, postal_code, country)
    VALUES (NEW.street_address, NEW.apartment, NEW.city, NEW.state, NEW.zip_code, NEW.country)
    RETURNING id INTO NEW.address_id;
    RETURN NEW;
END
$$;

CREATE FUNCTION addresses_lead_billing_details() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE billing_details
    SET street_address = NEW.address_line1,
        apartment = NEW.address_line2,
        city = NEW.city,
        state = NEW.state,
        zip_code = NEW.postal_code,
        country = NEW.country
    WHERE address_id = NEW.id
      AND (street_address, apartment, city, state, zip_code, country)
          IS DISTINCT FROM
          (NEW.address_line1, NEW.address_line2, NEW.city, NEW.state, NEW.postal_code, NEW.country);
    RETURN NULL;
END
$$;

CREATE TRIGGER billing_details_follow_address
    BEFORE INSERT OR UPDATE OF address_id, street_address, apartment, city, state, zip_code, country
    ON billing_details
    FOR EACH ROW EXECUTE FUNCTION billing_details_follow_address();

CREATE TRIGGER addresses_lead_billing_details
    AFTER UPDATE OF address_line1, address_line2, city, state, postal_code, country
    ON addresses
    FOR EACH ROW EXECUTE FUNCTION addresses_lead_billing_details();
