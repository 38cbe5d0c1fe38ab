-- First what the service has written to the new column alone: the old ones decide again from here on.
UPDATE shipping_details
SET shipping_method = shipping_options ->> 'method',
    shipping_speed = shipping_options ->> 'speed',
    shipping_cost = (shipping_options ->> 'cost')::numeric(10, 2),
    carrier = shipping_options ->> 'carrier'
WHERE shipping_options <> '{}'
  AND (
        shipping_options ->> 'method',
        shipping_options ->> 'speed',
        (shipping_options ->> 'cost')::numeric,
        shipping_options ->> 'carrier')
      IS DISTINCT FROM (shipping_method, shipping_speed, shipping_cost, carrier);

-- Then everything that the copy would write again. Options with more in them than the old columns can hold stay.
UPDATE shipping_details
SET shipping_options = '{}'
WHERE shipping_options = jsonb_build_object(
        'method', shipping_method,
        'speed', shipping_speed,
        'cost', shipping_cost::text,
        'carrier', carrier);
