package io.ordermig.example.orders;

/** Whom an order is invoiced to. */
public record Billing(Contact to, String email, Address address) {}
