-- A constraint cannot be made "not valid" again, so it is added anew; neither statement looks at a row.
ALTER TABLE billing_details DROP CONSTRAINT fk_billing_address;

ALTER TABLE billing_details
    ADD CONSTRAINT fk_billing_address FOREIGN KEY (address_id) REFERENCES addresses (id) NOT VALID;
