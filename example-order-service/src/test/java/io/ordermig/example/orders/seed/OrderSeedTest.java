package io.ordermig.example.orders.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.example.orders.DatabaseState;
import io.ordermig.example.orders.OrderDatabase;
import io.ordermig.example.orders.ShippingOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderSeedTest {

    private static final String DETAILS =
            " first_name, last_name, phone, street_address, apartment, city, state, zip_code, country ";

    @Test
    void givesTheSameRowsEachTime() {
        try (OrderDatabase one = OrderDatabase.loaded(300);
                OrderDatabase other = OrderDatabase.loaded(300)) {
            assertThat(other.state().differences(one.state())).isEmpty();
        }
    }

    @Test
    void givesTheSameRowsOnEveryMachine() {
        try (OrderDatabase database = OrderDatabase.loaded(300)) {
            assertThat(fingerprint(database)).isEqualTo("e10c6c03");
        }
    }

    @Test
    void beginsWithTheRowsOfASmallerOne() {
        try (OrderDatabase small = OrderDatabase.loaded(100);
                OrderDatabase large = OrderDatabase.loaded(200)) {
            DatabaseState all = large.state();
            small.state()
                    .rows()
                    .forEach((table, rows) -> assertThat(
                                    new HashSet<>(withoutIds(table, all.rows().get(table))))
                            .as(table)
                            .containsAll(withoutIds(table, rows)));
        }
    }

    @Test
    void leavesTheCatalogAsItWas() throws SQLException {
        try (OrderDatabase database = OrderDatabase.loaded(100)) {
            List<String> loaded = database.state().catalog();
            database.execute("TRUNCATE customers, orders, order_items, shipping_details, billing_details, payments");
            try (Connection connection = database.connect()) {
                new OrderSeed(200).load(connection);
            }
            assertThat(database.state().catalog())
                    .isEqualTo(loaded)
                    .filteredOn(line -> line.contains("FOREIGN KEY"))
                    .hasSize(5)
                    .allMatch(line -> line.endsWith("validated t"));
        }
    }

    @Test
    void loadsNothingIntoATableWithRows() throws SQLException {
        try (OrderDatabase database = OrderDatabase.loaded(100);
                Connection connection = database.connect()) {
            DatabaseState before = database.state();
            assertThatThrownBy(() -> new OrderSeed(200).load(connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("customers");
            assertThat(database.state().differences(before)).isEmpty();
        }
    }

    @Test
    void loadsAllOrNothing() throws SQLException {
        try (OrderDatabase database = OrderDatabase.loaded(100)) {
            database.execute("TRUNCATE customers, orders, order_items, shipping_details, billing_details, payments");
            database.execute("ALTER TABLE billing_details ADD CONSTRAINT no_umlauts CHECK (city <> 'Köln')");
            DatabaseState before = database.state();
            try (Connection connection = database.connect()) {
                assertThatThrownBy(() -> new OrderSeed(200).load(connection))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("no_umlauts");
                assertThat(connection.getAutoCommit()).isTrue();
            }
            assertThat(database.state().differences(before)).isEmpty();
        }
    }

    @Test
    void refusesToBeTooSmallForTheAwkwardOrders() {
        assertThatThrownBy(() -> new OrderSeed(10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("awkward");
    }

    @Test
    void hasEveryAwkwardOrderInItsPlace() {
        try (OrderDatabase database = OrderDatabase.loaded(AwkwardOrder.ALL.size())) {
            for (int number = 0; number < AwkwardOrder.ALL.size(); number++) {
                AwkwardOrder order = AwkwardOrder.ALL.get(number);
                String id = "'" + OrderSeed.orderId(number) + "'";
                assertThat(database.values("SELECT notes FROM orders WHERE id = " + id))
                        .as(order.what())
                        .containsExactly(order.notes());
                assertThat(row(database, DETAILS, "billing_details WHERE id = '" + OrderSeed.billingId(number) + "'"))
                        .as(order.what())
                        .containsExactly(details(order));
                ShippingOptions options = order.shipping();
                if (options == null) {
                    assertThat(database.count("shipping_details WHERE order_id = " + id))
                            .isZero();
                    continue;
                }
                String shipping = "shipping_details WHERE id = '" + OrderSeed.shippingId(number) + "'";
                assertThat(row(database, DETAILS, shipping)).as(order.what()).containsExactly(details(order));
                assertThat(row(database, "shipping_method, shipping_speed, shipping_cost, carrier", shipping))
                        .as(order.what())
                        .containsExactly(
                                options.method(),
                                options.speed(),
                                options.cost() == null ? null : options.cost().toPlainString(),
                                options.carrier());
            }
        }
    }

    @Test
    void hasEveryKindOfRowBesideTheAwkwardOnes() {
        try (OrderDatabase database = OrderDatabase.seeded()) {
            String others = " AND order_id > '" + OrderSeed.orderId(AwkwardOrder.ALL.size() - 1) + "'";
            for (String kind : List.of(
                    "billing_details WHERE apartment IS NULL",
                    "billing_details WHERE apartment = ''",
                    "billing_details WHERE phone IS NULL",
                    "billing_details WHERE phone LIKE '%ext%'",
                    "billing_details WHERE phone LIKE '+49%'",
                    "billing_details WHERE country = 'CN'",
                    "shipping_details WHERE carrier IS NULL AND shipping_method IS NOT NULL",
                    "shipping_details WHERE carrier = 'STANDARD'",
                    "shipping_details WHERE shipping_method IS NULL",
                    "shipping_details WHERE shipping_cost::text LIKE '%0'",
                    "payments WHERE status = 'DECLINED'")) {
                assertThat(database.count(kind + others)).as(kind).isPositive();
            }
            assertThat(database.count(
                            "orders WHERE NOT EXISTS (SELECT FROM shipping_details WHERE order_id = orders.id)"))
                    .isGreaterThan(1);
            assertThat(
                            database.count(
                                    "(SELECT FROM billing_details WHERE true" + others
                                            + " GROUP BY street_address, apartment, city, state, zip_code, country HAVING count(*) > 1)"))
                    .as("shared addresses")
                    .isPositive();
        }
    }

    @Test
    void addsUp() {
        try (OrderDatabase database = OrderDatabase.seeded()) {
            assertThat(database.count(
                            "orders o WHERE total_amount <> (SELECT sum(quantity * unit_price) FROM order_items"
                                    + " WHERE order_id = o.id) + COALESCE((SELECT shipping_cost FROM shipping_details"
                                    + " WHERE order_id = o.id), 0)"))
                    .isZero();
            assertThat(database.count("orders o JOIN payments p ON p.order_id = o.id WHERE p.amount <> o.total_amount"))
                    .isZero();
            assertThat(database.count("orders JOIN customers c ON c.id = customer_id WHERE c.created_at >= placed_at"))
                    .isZero();
        }
    }

    private static String fingerprint(OrderDatabase database) {
        return Integer.toHexString(database.state().rows().hashCode());
    }

    /** Payments are numbered as they come, and tables are copied one after the other: the numbers do differ. */
    private static List<String> withoutIds(String table, List<String> rows) {
        return table.equals("payments")
                ? rows.stream().map(row -> row.replaceAll("\"id\": \\d+, ", "")).toList()
                : rows;
    }

    private static String[] details(AwkwardOrder order) {
        return new String[] {
            order.contact().firstName(),
            order.contact().lastName(),
            order.contact().phone(),
            order.address().street(),
            order.address().apartment(),
            order.address().city(),
            order.address().state(),
            order.address().zipCode(),
            order.address().country()
        };
    }

    private static List<String> row(OrderDatabase database, String columns, String from) {
        return database.values(
                "SELECT unnest(ARRAY[" + columns.replace("shipping_cost", "shipping_cost::text") + "]) FROM " + from);
    }
}
