package io.ordermig.example.orders;

import org.jspecify.annotations.Nullable;

/** A person as goods and invoices are addressed to them. */
public record Contact(
        String firstName, String lastName, @Nullable String phone) {}
