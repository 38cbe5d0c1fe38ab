package io.ordermig.example.orders.seed;

import static io.ordermig.example.orders.seed.OrderContents.declinedFirst;
import static io.ordermig.example.orders.seed.OrderContents.item;
import static io.ordermig.example.orders.seed.OrderContents.lines;
import static io.ordermig.example.orders.seed.OrderContents.notes;
import static io.ordermig.example.orders.seed.OrderContents.price;
import static io.ordermig.example.orders.seed.OrderContents.product;
import static io.ordermig.example.orders.seed.OrderContents.quantity;
import static io.ordermig.example.orders.seed.OrderContents.recipient;
import static io.ordermig.example.orders.seed.OrderContents.shippingOptions;
import static io.ordermig.example.orders.seed.OrderContents.sku;
import static io.ordermig.example.orders.seed.OrderContents.status;
import static io.ordermig.example.orders.seed.OrderContents.total;

import io.ordermig.example.orders.Address;
import io.ordermig.example.orders.Contact;
import io.ordermig.example.orders.ShippingOptions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A data set for the base schema, that is, for a database to which the first two migrations were applied. The same number
 * of orders always gives the same rows, and a larger data set begins with the rows of a smaller one. Its first orders are
 * {@link AwkwardOrder#ALL}. Rows are sent by {@code COPY} as they are made, so that the size is limited by the disk alone.
 *
 * @param orders how many orders; every other number follows from it
 */
public record OrderSeed(int orders) {

    /** Enough for every kind of row, and loaded in no time. */
    public static final int DEFAULT_ORDERS = 1_000;

    private static final List<String> TABLES =
            List.of("customers", "orders", "order_items", "shipping_details", "billing_details", "payments");

    public OrderSeed {
        if (orders < AwkwardOrder.ALL.size()) {
            throw new IllegalArgumentException("The data set has " + AwkwardOrder.ALL.size()
                    + " awkward orders, so it cannot have only " + orders + " orders.");
        }
    }

    /** The key of an order, counted from 0. */
    public static UUID orderId(long order) {
        return SeedRows.orderId(order);
    }

    /** The key of the shipping details of an order. */
    public static UUID shippingId(long order) {
        return SeedRows.shippingId(order);
    }

    /** The key of the billing details of an order. */
    public static UUID billingId(long order) {
        return SeedRows.billingId(order);
    }

    /** The key of the customer of an order. */
    public static UUID customerId(long order) {
        return SeedRows.customerId(SeedRows.customerOf(order));
    }

    /**
     * Loads the data set in one transaction, and brings the planner's statistics up to date.
     *
     * @param connection to a PostgreSQL database with the base schema, without a transaction under way
     * @return how many rows each table has now
     * @throws IllegalStateException when there are rows already
     */
    public Map<String, Long> load(Connection connection) throws SQLException {
        refuseRows(connection);
        Map<String, Long> rows = new LinkedHashMap<>();
        connection.setAutoCommit(false);
        try {
            ForeignKeys keys = ForeignKeys.of(connection, TABLES);
            keys.drop(connection);
            rows.put("customers", copyCustomers(connection));
            rows.put("orders", copyOrders(connection));
            rows.put("order_items", copyItems(connection));
            rows.put("shipping_details", copyShipping(connection));
            rows.put("billing_details", copyBilling(connection));
            rows.put("payments", copyPayments(connection));
            keys.add(connection);
            connection.commit();
        } catch (SQLException e) {
            try {
                connection.rollback();
            } catch (SQLException inCleanUp) {
                e.addSuppressed(inCleanUp);
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + String.join(", ", TABLES));
        }
        return Collections.unmodifiableMap(rows);
    }

    private static void refuseRows(Connection connection) throws SQLException {
        for (String table : TABLES) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM " + table + ")")) {
                if (row.next() && row.getBoolean(1)) {
                    throw new IllegalStateException("The table " + table + " has rows already; nothing was loaded.");
                }
            }
        }
    }

    private long copyCustomers(Connection connection) throws SQLException {
        try (CopyRows rows = new CopyRows(connection, "customers (id, email, first_name, last_name, created_at)")) {
            long customers = SeedRows.customers(orders);
            for (long customer = 0; customer < customers; customer++) {
                Contact contact = SeedRows.contact(customer);
                rows.value(SeedRows.customerId(customer))
                        .value(SeedRows.email(customer))
                        .value(contact.firstName())
                        .value(contact.lastName())
                        .value(SeedRows.registeredAt(customer))
                        .endRow();
            }
            return rows.finish();
        }
    }

    private long copyOrders(Connection connection) throws SQLException {
        try (CopyRows rows = new CopyRows(
                connection, "orders (id, customer_id, status, currency, total_amount, notes, placed_at, updated_at)")) {
            for (long order = 0; order < orders; order++) {
                Instant placed = SeedRows.placedAt(order);
                rows.value(orderId(order))
                        .value(customerId(order))
                        .value(status(order))
                        .value("USD")
                        .cents(total(order))
                        .value(notes(order))
                        .value(placed)
                        .value(placed)
                        .endRow();
            }
            return rows.finish();
        }
    }

    private long copyItems(Connection connection) throws SQLException {
        try (CopyRows rows = new CopyRows(
                connection, "order_items (order_id, line_number, sku, product_name, quantity, unit_price)")) {
            for (long order = 0; order < orders; order++) {
                UUID id = orderId(order);
                int lines = lines(order);
                for (int line = 1; line <= lines; line++) {
                    long item = item(order, line);
                    rows.value(id)
                            .value(line)
                            .value(sku(item))
                            .value(product(item))
                            .value(quantity(item))
                            .cents(price(item))
                            .endRow();
                }
            }
            return rows.finish();
        }
    }

    private long copyShipping(Connection connection) throws SQLException {
        try (CopyRows rows = new CopyRows(
                connection,
                "shipping_details (id, order_id, first_name, last_name, phone, street_address, apartment, city, state,"
                        + " zip_code, country, shipping_method, shipping_speed, shipping_cost, carrier)")) {
            for (long order = 0; order < orders; order++) {
                ShippingOptions options = shippingOptions(order);
                if (options == null) {
                    continue;
                }
                long customer = recipient(order);
                BigDecimal cost = options.cost();
                contact(rows.value(SeedRows.shippingId(order)).value(orderId(order)), SeedRows.contact(customer));
                rows.value(SeedRows.contact(customer).phone());
                address(rows, SeedRows.home(customer))
                        .value(options.method())
                        .value(options.speed())
                        .value(cost == null ? null : cost.toPlainString())
                        .value(options.carrier())
                        .endRow();
            }
            return rows.finish();
        }
    }

    private long copyBilling(Connection connection) throws SQLException {
        try (CopyRows rows = new CopyRows(
                connection,
                "billing_details (id, order_id, first_name, last_name, email, phone, street_address, apartment, city,"
                        + " state, zip_code, country)")) {
            for (long order = 0; order < orders; order++) {
                long customer = SeedRows.customerOf(order);
                contact(rows.value(SeedRows.billingId(order)).value(orderId(order)), SeedRows.contact(customer));
                rows.value(SeedRows.email(customer))
                        .value(SeedRows.contact(customer).phone());
                address(rows, SeedRows.home(customer)).endRow();
            }
            return rows.finish();
        }
    }

    /** None for a pending order. */
    private long copyPayments(Connection connection) throws SQLException {
        try (CopyRows rows = new CopyRows(
                connection,
                "payments (order_id, provider, provider_reference, amount, currency, status, created_at)")) {
            for (long order = 0; order < orders; order++) {
                if (status(order).equals("PENDING")) {
                    continue;
                }
                if (declinedFirst(order)) {
                    payment(rows, order, "DECLINED", 1);
                }
                payment(rows, order, status(order).equals("CANCELLED") ? "REFUNDED" : "CAPTURED", 2);
            }
            return rows.finish();
        }
    }

    private static void payment(CopyRows rows, long order, String status, int attempt) throws SQLException {
        rows.value(orderId(order))
                .value("examplepay")
                .value("pay_" + order + "_" + attempt)
                .cents(total(order))
                .value("USD")
                .value(status)
                .value(SeedRows.placedAt(order).plus(Duration.ofSeconds(attempt)))
                .endRow();
    }

    private static void contact(CopyRows rows, Contact contact) {
        rows.value(contact.firstName()).value(contact.lastName());
    }

    private static CopyRows address(CopyRows rows, Address address) {
        return rows.value(address.street())
                .value(address.apartment())
                .value(address.city())
                .value(address.state())
                .value(address.zipCode())
                .value(address.country());
    }

    /**
     * Loads a data set: {@code OrderSeed <JDBC URL> [<number of orders>]}. The URL names the user, and the password comes
     * from the password file of PostgreSQL ({@code PGPASSFILE}).
     */
    public static void main(String[] args) throws SQLException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("Usage: OrderSeed <JDBC URL> [<number of orders, " + DEFAULT_ORDERS + " if not given>]");
            System.exit(2);
        }
        OrderSeed seed = new OrderSeed(args.length < 2 ? DEFAULT_ORDERS : Integer.parseInt(args[1]));
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(args[0])) {
            seed.load(connection).forEach((table, rows) -> System.out.println(rows + " rows in " + table));
        }
        System.out.println(
                "Loaded in " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
    }
}
