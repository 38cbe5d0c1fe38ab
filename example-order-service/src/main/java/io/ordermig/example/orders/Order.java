package io.ordermig.example.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is stored.
 *
 * @param total all lines and the shipping
 * @param tags in alphabetical order
 * @param items in the order in which they were placed
 */
public record Order(
        UUID id,
        UUID customerId,
        OrderStatus status,
        OrderType type,
        String currency,
        BigDecimal total,
        @Nullable String notes,
        List<String> tags,
        Instant placedAt,
        List<OrderItem> items) {

    public Order {
        tags = List.copyOf(tags);
        items = List.copyOf(items);
    }
}
