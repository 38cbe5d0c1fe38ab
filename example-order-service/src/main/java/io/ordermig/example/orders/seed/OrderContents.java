package io.ordermig.example.orders.seed;

import static io.ordermig.example.orders.seed.Draws.below;
import static io.ordermig.example.orders.seed.Draws.oneOf;
import static io.ordermig.example.orders.seed.Draws.percent;

import io.ordermig.example.orders.ShippingOptions;
import io.ordermig.example.orders.seed.Draws.What;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is in an order, how it travels and what it costs; computed from its number. */
final class OrderContents {

    private static final ShippingOptions NOT_CHOSEN = new ShippingOptions(null, null, null, null);
    private static final String[] METHODS = {"GROUND", "GROUND", "AIR", "PICKUP"};
    private static final String[] SPEEDS = {"STANDARD", "STANDARD", "EXPRESS", "OVERNIGHT"};
    private static final String[] CARRIERS = {"UPS", "FEDEX", "DHL", "USPS", "STANDARD"};
    private static final String[] STATUSES = {
        "DELIVERED", "DELIVERED", "DELIVERED", "SHIPPED", "CONFIRMED", "PENDING", "CANCELLED"
    };
    private static final String[] PRODUCTS = {"Coffee beans", "Teapot", "Kaffeekanne, groß", "Mug “Ħelló”", "Filter"};

    private OrderContents() {}

    static String status(long order) {
        return oneOf(STATUSES, What.STATUS, order);
    }

    static @Nullable String notes(long order) {
        AwkwardOrder awkward = SeedRows.awkward(order);
        if (awkward != null) {
            return awkward.notes();
        }
        return percent(5, What.NOTES, order) ? "Please ring twice – grüße, " + order : null;
    }

    /** One in five goes to somebody else than the one who pays. */
    static long recipient(long order) {
        boolean gift = SeedRows.awkward(order) == null && percent(20, What.DESTINATION, order);
        return SeedRows.customerOf(gift ? order - 1 : order);
    }

    static @Nullable ShippingOptions shippingOptions(long order) {
        AwkwardOrder awkward = SeedRows.awkward(order);
        if (awkward != null) {
            return awkward.shipping();
        }
        int draw = below(100, What.METHOD, order);
        if (draw < 3) {
            return null;
        }
        return draw < 5
                ? NOT_CHOSEN
                : new ShippingOptions(
                        METHODS[draw % METHODS.length],
                        oneOf(SPEEDS, What.SPEED, order),
                        BigDecimal.valueOf(below(3_000, What.COST, order), 2),
                        percent(20, What.CARRIER, order) ? null : oneOf(CARRIERS, What.CARRIER, -1 - order));
    }

    /** What the customer pays, in cents. */
    static long total(long order) {
        ShippingOptions options = shippingOptions(order);
        BigDecimal cost = options == null ? null : options.cost();
        long total = cost == null ? 0 : cost.unscaledValue().longValueExact();
        for (int line = 1; line <= lines(order); line++) {
            long item = item(order, line);
            total += quantity(item) * price(item);
        }
        return total;
    }

    static int lines(long order) {
        return 1 + below(4, What.LINES, order);
    }

    /** The number of a line among all lines. */
    static long item(long order, int line) {
        return order * 8 + line;
    }

    static int quantity(long item) {
        return 1 + below(3, What.QUANTITY, item);
    }

    /** In cents. */
    static long price(long item) {
        return 99L + below(20_000, What.PRICE, item);
    }

    static String sku(long item) {
        return "SKU-" + (1_000 + below(9_000, What.PRODUCT, item));
    }

    static String product(long item) {
        return oneOf(PRODUCTS, What.PRODUCT, item);
    }

    /** In one order of ten, a card was declined first. */
    static boolean declinedFirst(long order) {
        return percent(10, What.PAYMENT, order);
    }
}
