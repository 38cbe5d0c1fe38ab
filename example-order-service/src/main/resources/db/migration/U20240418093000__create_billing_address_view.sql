DROP VIEW billing_address_view;
