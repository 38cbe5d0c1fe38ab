-- Empty of meaning by now: undoing the migration above this one has put every original back.
DROP TABLE shipping_phone_originals, billing_phone_originals;
