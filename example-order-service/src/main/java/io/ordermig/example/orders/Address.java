package io.ordermig.example.orders;

import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 *
 * @param apartment {@code null} when nobody said; the empty string when somebody said there is none
 * @param state state, province or county; the empty string where a country has none
 * @param country ISO 3166 code of two letters
 */
public record Address(
        String street, @Nullable String apartment, String city, String state, String zipCode, String country) {}
