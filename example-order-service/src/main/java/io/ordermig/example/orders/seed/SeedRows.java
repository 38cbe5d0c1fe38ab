package io.ordermig.example.orders.seed;

import static io.ordermig.example.orders.seed.Draws.below;
import static io.ordermig.example.orders.seed.Draws.bits;
import static io.ordermig.example.orders.seed.Draws.oneOf;
import static io.ordermig.example.orders.seed.Draws.percent;

import io.ordermig.example.orders.Address;
import io.ordermig.example.orders.Contact;
import io.ordermig.example.orders.TimeOrderedId;
import io.ordermig.example.orders.seed.Draws.What;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in which row: everything is computed from the number of the order or customer. */
final class SeedRows {

    /** When the first order was placed; one follows a minute. */
    static final Instant FIRST_ORDER = Instant.parse("2022-01-01T00:00:00Z");

    private static final Instant FIRST_CUSTOMER = Instant.parse("2021-01-01T00:00:00Z");
    private static final int ORDERS_OF_A_CUSTOMER = 4;

    private static final String[] FIRST_NAMES = {
        "James", "Mary", "José", "Zoë", "Wei", "Aisha", "Łukasz", "Siobhán", "Noah", "Olivia", "Đặng", "Søren"
    };
    private static final String[] LAST_NAMES = {
        "Smith", "García", "Müller", "O'Neill", "Nguyễn", "Brown", "Åström", "Öztürk", "Lee", "Kowalski", "de la Cruz"
    };
    private static final String[] STREETS = {
        "Main Street", "Oak Avenue", "Elm Street", "Maple Drive", "2nd Street", "Park Place", "St. John's Road"
    };
    private static final String[] COUNTRIES = {"US", "US", "US", "US", "US", "US", "US", "US", "CA", "GB", "DE", "CN"};
    private static final String[] CITIES = {"New York", "Springfield", "Portland", "Köln", "Montréal", "São José"};
    private static final String[] AREA_CODES = {"212", "312", "415", "617", "206", "305", "503", "787"};

    private SeedRows() {}

    /** How many customers so many orders have. */
    static long customers(long orders) {
        long others = orders - AwkwardOrder.ALL.size();
        return AwkwardOrder.ALL.size() + (others + ORDERS_OF_A_CUSTOMER - 1) / ORDERS_OF_A_CUSTOMER;
    }

    static @Nullable AwkwardOrder awkward(long number) {
        return number < AwkwardOrder.ALL.size() ? AwkwardOrder.ALL.get((int) number) : null;
    }

    /** The number of the customer of an order. Those there are when the last order is placed may have placed it. */
    static long customerOf(long order) {
        long others = order - AwkwardOrder.ALL.size();
        return others < 0
                ? order
                : AwkwardOrder.ALL.size() + below((int) (others / ORDERS_OF_A_CUSTOMER) + 1, What.CUSTOMER, order);
    }

    static Instant placedAt(long order) {
        return FIRST_ORDER.plus(Duration.ofMinutes(order)).plusMillis(below(60_000, What.TIME, order));
    }

    static Instant registeredAt(long customer) {
        return FIRST_CUSTOMER.plus(Duration.ofMinutes(customer));
    }

    static UUID customerId(long customer) {
        return id(registeredAt(customer), -1 - customer);
    }

    static UUID orderId(long order) {
        return id(placedAt(order), 3 * order);
    }

    static UUID shippingId(long order) {
        return id(placedAt(order), 3 * order + 1);
    }

    static UUID billingId(long order) {
        return id(placedAt(order), 3 * order + 2);
    }

    private static UUID id(Instant time, long key) {
        return TimeOrderedId.of(time, bits(What.KEY_UPPER, key), bits(What.KEY_LOWER, key));
    }

    static String email(long customer) {
        return "customer" + customer + "@example.com";
    }

    static Contact contact(long customer) {
        AwkwardOrder awkward = awkward(customer);
        return awkward != null
                ? awkward.contact()
                : new Contact(
                        oneOf(FIRST_NAMES, What.FIRST_NAME, customer),
                        oneOf(LAST_NAMES, What.LAST_NAME, customer),
                        phone(customer));
    }

    /** Where a customer lives; one in twenty lives in the house of the one before, some in the same apartment. */
    static Address home(long customer) {
        AwkwardOrder awkward = awkward(customer);
        if (awkward != null) {
            return awkward.address();
        }
        boolean shared = percent(5, What.HOUSEHOLD, customer) && awkward(customer - 1) == null;
        long house = shared ? customer - 1 : customer;
        return new Address(
                1 + below(9_998, What.HOUSE, house) + " " + oneOf(STREETS, What.STREET, house),
                apartment(customer),
                oneOf(CITIES, What.CITY, house),
                country(house).equals("US") ? "NY" : "",
                String.valueOf(10_000 + below(89_999, What.CITY, house)),
                country(house));
    }

    private static String country(long house) {
        return oneOf(COUNTRIES, What.COUNTRY, house);
    }

    private static @Nullable String apartment(long customer) {
        int draw = below(100, What.APARTMENT, customer);
        if (draw < 45) {
            return null;
        }
        return draw < 65 ? "" : "Apt " + draw;
    }

    private static @Nullable String phone(long customer) {
        String area = oneOf(AREA_CODES, What.PHONE, customer);
        int exchange = 200 + below(800, What.PHONE, customer + 1);
        String line =
                String.valueOf(10_000 + below(10_000, What.PHONE, customer + 2)).substring(1);
        return switch (below(12, What.PHONE_STYLE, customer)) {
            case 0, 1, 2 -> "(" + area + ") " + exchange + "-" + line;
            case 3, 4 -> area + "-" + exchange + "-" + line;
            case 5 -> area + "." + exchange + "." + line;
            case 6 -> "+1 " + area + " " + exchange + " " + line;
            case 7 -> "1" + area + exchange + line;
            case 8 -> area + exchange + line;
            case 9 -> area + "-" + exchange + "-" + line + " ext. " + exchange % 100;
            case 10 -> "+49 30 " + exchange + " " + line;
            default -> null;
        };
    }
}
