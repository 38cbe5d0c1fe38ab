DROP TRIGGER addresses_lead_billing_details ON addresses;

DROP TRIGGER billing_details_follow_address ON billing_details;

DROP FUNCTION addresses_lead_billing_details();

DROP FUNCTION billing_details_follow_address();
