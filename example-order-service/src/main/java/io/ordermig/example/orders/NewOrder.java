package io.ordermig.example.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as a customer places it.
 *
 * @param currency ISO 4217 code
 * @param items at least one
 * @param shipping {@code null} for digital goods
 */
public record NewOrder(
        UUID customerId,
        OrderType type,
        String currency,
        @Nullable String notes,
        List<OrderItem> items,
        @Nullable Shipping shipping,
        Billing billing) {

    public NewOrder {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("An order has at least one item.");
        }
    }

    /** What the customer pays: all lines and the shipping. */
    public BigDecimal total() {
        BigDecimal cost = shipping == null ? null : shipping.options().cost();
        BigDecimal goods = items.stream().map(OrderItem::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        return cost == null ? goods : goods.add(cost);
    }
}
