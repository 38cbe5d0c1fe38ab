-- ordermig:phase contract

-- SET NOT NULL alone would scan the whole table under a lock that stops even readers. The long way round: this check, in
-- force for new rows at once and without a look at the old ones; its validation, which stops nobody; then SET NOT NULL,
-- which trusts the validated check and scans nothing.
ALTER TABLE orders
    ADD CONSTRAINT orders_order_type_present CHECK (order_type IS NOT NULL) NOT VALID;
