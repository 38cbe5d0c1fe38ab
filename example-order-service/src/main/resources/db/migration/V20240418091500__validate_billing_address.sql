-- ordermig:phase migrate
-- ordermig:statement-timeout 30m

ALTER TABLE billing_details VALIDATE CONSTRAINT fk_billing_address;
