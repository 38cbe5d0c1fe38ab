-- ordermig:phase contract

-- Proves, before the old columns go, that no row needs them: in force for new rows at once, without a look at the others.
ALTER TABLE shipping_details
    ADD CONSTRAINT shipping_details_options_present CHECK (shipping_options <> '{}') NOT VALID;
