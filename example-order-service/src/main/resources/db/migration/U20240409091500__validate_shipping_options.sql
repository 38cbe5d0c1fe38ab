-- A constraint cannot be made "not valid" again, so it is added anew; neither statement looks at a row.
ALTER TABLE shipping_details DROP CONSTRAINT shipping_details_options_present;

ALTER TABLE shipping_details
    ADD CONSTRAINT shipping_details_options_present CHECK (shipping_options <> '{}') NOT VALID;
