-- ordermig:phase migrate
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM shipping_details WHERE country IN ('AG', 'AI', 'AS', 'BB', 'BM', 'BS', 'CA', 'DM', 'DO', 'GD', 'GU', 'JM', 'KN', 'KY', 'LC', 'MP', 'MS', 'PR', 'SX', 'TC', 'TT', 'US', 'VC', 'VG', 'VI') AND phone !~ '^[2-9][0-9]{2}[2-9][0-9]{6}$' AND regexp_replace(phone, '[ \t()./\u00A0\u2007\u2009\u2010-\u2014\u202F\u2212-]', '', 'g') ~ '^(\+?1)?[2-9][0-9]{2}[2-9][0-9]{6}$')
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM shipping_phone_originals WHERE rewritten !~ '^[2-9][0-9]{2}[2-9][0-9]{6}$' OR regexp_replace(original, '[^0-9]', '', 'g') NOT IN (rewritten, '1' || rewritten))
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM shipping_phone_originals o JOIN shipping_details d ON d.id = o.id AND d.phone = o.rewritten WHERE d.country NOT IN ('AG', 'AI', 'AS', 'BB', 'BM', 'BS', 'CA', 'DM', 'DO', 'GD', 'GU', 'JM', 'KN', 'KY', 'LC', 'MP', 'MS', 'PR', 'SX', 'TC', 'TT', 'US', 'VC', 'VG', 'VI'))
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM billing_details WHERE country IN ('AG', 'AI', 'AS', 'BB', 'BM', 'BS', 'CA', 'DM', 'DO', 'GD', 'GU', 'JM', 'KN', 'KY', 'LC', 'MP', 'MS', 'PR', 'SX', 'TC', 'TT', 'US', 'VC', 'VG', 'VI') AND phone !~ '^[2-9][0-9]{2}[2-9][0-9]{6}$' AND regexp_replace(phone, '[ \t()./\u00A0\u2007\u2009\u2010-\u2014\u202F\u2212-]', '', 'g') ~ '^(\+?1)?[2-9][0-9]{2}[2-9][0-9]{6}$')
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM billing_phone_originals WHERE rewritten !~ '^[2-9][0-9]{2}[2-9][0-9]{6}$' OR regexp_replace(original, '[^0-9]', '', 'g') NOT IN (rewritten, '1' || rewritten))
-- ordermig:verify SELECT NOT EXISTS (SELECT FROM billing_phone_originals o JOIN billing_details d ON d.id = o.id AND d.phone = o.rewritten WHERE d.country NOT IN ('AG', 'AI', 'AS', 'BB', 'BM', 'BS', 'CA', 'DM', 'DO', 'GD', 'GU', 'JM', 'KN', 'KY', 'LC', 'MP', 'MS', 'PR', 'SX', 'TC', 'TT', 'US', 'VC', 'VG', 'VI'))

-- Says in the catalog what a phone number looks like from here on, and verifies the Java migration below this one without
-- its code: no number is left that the rule would still change; a changed number has the digits it had, less the 1 of the
-- country; nothing outside the North American plan was touched.

COMMENT ON COLUMN shipping_details.phone IS
    'A North American number as its ten digits; every other one as the customer wrote it.';

COMMENT ON COLUMN billing_details.phone IS
    'A North American number as its ten digits; every other one as the customer wrote it.';
