-- ordermig:phase expand
-- ordermig:verify SELECT (SELECT count(*) FROM billing_details) = (SELECT count(*) FROM billing_address_view) AND NOT EXISTS (SELECT id, order_id, first_name, last_name, email, phone, street_address, apartment, city, state, zip_code, country FROM billing_details EXCEPT SELECT id, order_id, first_name, last_name, email, phone, street_address, apartment, city, state, zip_code, country FROM billing_address_view)

-- The addresses under the names of the old columns: for readers that are to do without the columns, but keep their
-- queries. LEFT JOIN, so that a billing row is never missing, whatever becomes of its address.
CREATE VIEW billing_address_view AS
SELECT
    b.id,
    b.order_id,
    b.first_name,
    b.last_name,
    b.email,
    b.phone,
    a.address_line1 AS street_address,
    a.address_line2 AS apartment,
    a.city,
    a.state,
    a.postal_code AS zip_code,
    a.country
FROM billing_details b
LEFT JOIN addresses a ON a.id = b.address_id;
