package io.ordermig.example.orders;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How an order travels; what has not been chosen yet is {@code null}.
 *
 * @param cost in the currency of the order
 * @param carrier {@code null} when the warehouse decides
 */
public record ShippingOptions(
        @Nullable String method,
        @Nullable String speed,
        @Nullable BigDecimal cost,
        @Nullable String carrier) {}
