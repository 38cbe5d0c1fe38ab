package io.ordermig.example.orders;

import java.math.BigDecimal;

/**
 * A line of an order.
 *
 * @param quantity at least 1
 * @param unitPrice in the currency of the order
 */
public record OrderItem(String sku, String productName, int quantity, BigDecimal unitPrice) {

    public OrderItem {
        if (quantity < 1) {
            throw new IllegalArgumentException("A line has a quantity of at least 1, not " + quantity + ".");
        }
    }

    /** What the line costs. */
    public BigDecimal price() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }
}
