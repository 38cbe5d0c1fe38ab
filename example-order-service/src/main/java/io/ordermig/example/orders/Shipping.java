package io.ordermig.example.orders;

/** Where an order goes, to whom, and how. */
public record Shipping(Contact to, Address address, ShippingOptions options) {}
