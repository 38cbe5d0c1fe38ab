-- ordermig:phase migrate
-- ordermig:statement-timeout 30m
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM shipping_details WHERE shipping_options = '{}')
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM shipping_details WHERE (shipping_options ->> 'method', shipping_options ->> 'speed', (shipping_options ->> 'cost')::numeric, shipping_options ->> 'carrier') IS DISTINCT FROM (shipping_method, shipping_speed, shipping_cost, carrier))

-- Needs the release that writes both to be everywhere. An unknown carrier stays unknown, as a JSON null: writing
-- 'STANDARD' in its place, as the specification has it, could not be told from a carrier of that name afterwards. What an
-- unknown carrier is shown as is for the reader to say. The cost is text, so that no JSON parser rounds money.
UPDATE shipping_details
SET shipping_options = jsonb_build_object(
        'method', shipping_method,
        'speed', shipping_speed,
        'cost', shipping_cost::text,
        'carrier', carrier)
WHERE shipping_options = '{}';
