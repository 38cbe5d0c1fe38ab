-- Exact to the NULL and the cent, rows written since included. Only the order of the columns differs: PostgreSQL adds at
-- the end. The table is locked while its rows are filled: an undo is one transaction.
ALTER TABLE shipping_details
    ADD COLUMN shipping_method varchar(50),
    ADD COLUMN shipping_speed varchar(50),
    ADD COLUMN shipping_cost numeric(10, 2),
    ADD COLUMN carrier varchar(50);

UPDATE shipping_details
SET shipping_method = shipping_options ->> 'method',
    shipping_speed = shipping_options ->> 'speed',
    shipping_cost = (shipping_options ->> 'cost')::numeric(10, 2),
    carrier = shipping_options ->> 'carrier';
