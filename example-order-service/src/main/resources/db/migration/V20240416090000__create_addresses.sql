-- ordermig:phase expand

-- Addresses are not deduplicated: each billing row gets one of its own. Equal text is not one address: what a customer
-- corrects on one order must not change the invoice of another, and rows that were merged cannot be told apart by an
-- inverse. The service may let billing rows share an address where it means to.

CREATE TABLE addresses (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    address_line1 varchar(255) NOT NULL,
    address_line2 varchar(255),
    city varchar(100) NOT NULL,
    state varchar(50) NOT NULL,
    postal_code varchar(20) NOT NULL,
    country varchar(50) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- NOT VALID, and validated in a migration of its own: nobody has to wait for a scan of billing_details. Not ON DELETE SET
-- NULL, as the specification has it: deleting an address must not silently take it from an invoice.
ALTER TABLE billing_details
    ADD COLUMN address_id uuid,
    ADD CONSTRAINT fk_billing_address FOREIGN KEY (address_id) REFERENCES addresses (id) NOT VALID;
