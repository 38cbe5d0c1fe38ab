package io.ordermig.example.orders;

import static io.ordermig.example.orders.seed.AwkwardOrder.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.example.orders.seed.AwkwardOrder;
import io.ordermig.example.orders.seed.OrderSeed;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All migrations on the seeded data. Schema {@code before} keeps the rows as they were under the base schema, so that each
 * test can hold every row against its origin.
 */
class AllMigrationsTest {

    private static final List<String> TABLES =
            List.of("customers", "orders", "order_items", "shipping_details", "billing_details", "payments");

    private static final String ADDRESS = "street_address, apartment, city, state, zip_code, country";

    private static OrderDatabase database;

    @BeforeAll
    static void migrate() {
        database = OrderDatabase.seeded();
        database.execute("CREATE SCHEMA before");
        TABLES.forEach(table -> database.execute("CREATE TABLE before." + table + " AS TABLE " + table));
        new OrdermigMigrations(database).migrate();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void loseNoRowAndChangeNoColumnThatTheyAreNotAbout() {
        Map<String, String> untouched = Map.of(
                "customers", "id, email, first_name, last_name, created_at",
                "orders", "id, customer_id, status, currency, total_amount, notes, placed_at, updated_at",
                "order_items", "order_id, line_number, sku, product_name, quantity, unit_price",
                "shipping_details", "id, order_id, first_name, last_name, " + ADDRESS,
                "billing_details", "id, order_id, first_name, last_name, email, " + ADDRESS,
                "payments", "id, order_id, provider, provider_reference, amount, currency, status, created_at");
        assertThat(untouched.keySet()).containsExactlyInAnyOrderElementsOf(TABLES);
        untouched.forEach((table, columns) -> {
            assertThat(database.count(table))
                    .as(table)
                    .isEqualTo(database.count("before." + table))
                    .isPositive();
            assertThat(database.count("(SELECT " + columns + " FROM " + table + " EXCEPT SELECT " + columns
                            + " FROM before." + table + ")"))
                    .as(table)
                    .isZero();
        });
    }

    @Test
    void giveEveryOrderATypeAndNoTags() {
        assertThat(database.count("orders WHERE order_type = 'STANDARD' AND tags = '{}'"))
                .isEqualTo(OrderDatabase.ORDERS);
        assertThat(database.value("SELECT is_nullable FROM information_schema.columns"
                        + " WHERE table_name = 'orders' AND column_name = 'order_type'"))
                .isEqualTo("NO");
        assertThat(database.count("pg_constraint WHERE conname = 'orders_order_type_present'"))
                .isZero();
    }

    @Test
    void findOrdersByTagThroughTheIndex() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            // The planner would rather read so small a table whole.
            statement.execute("SET enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("EXPLAIN SELECT id FROM orders WHERE tags @> ARRAY['vip']")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            assertThat(plan).contains("Bitmap Index Scan on idx_orders_tags");
        }
    }

    @Test
    void treatEveryAwkwardPhoneNumberByTheRule() {
        PhoneExamples.expected().forEach((what, expected) -> {
            int order = number(what);
            assertThat(database.value(
                            "SELECT phone FROM billing_details WHERE id = '" + OrderSeed.billingId(order) + "'"))
                    .as(what)
                    .isEqualTo(expected);
            if (AwkwardOrder.ALL.get(order).shipping() != null) {
                assertThat(database.value(
                                "SELECT phone FROM shipping_details WHERE id = '" + OrderSeed.shippingId(order) + "'"))
                        .as(what)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void changePhoneNumbersOnlyInTheirSpellingAndKeepEachOriginal() {
        for (String kind : List.of("shipping", "billing")) {
            String both = kind + "_details a JOIN before." + kind + "_details b USING (id)";
            assertThat(database.count(both + " WHERE a.phone IS DISTINCT FROM b.phone"))
                    .isEqualTo(database.count(kind + "_phone_originals"))
                    .isPositive();
            assertThat(database.count(both + " LEFT JOIN " + kind + "_phone_originals o USING (id)"
                            + " WHERE a.phone IS DISTINCT FROM b.phone"
                            + " AND (o.original, o.rewritten) IS DISTINCT FROM (b.phone, a.phone)"))
                    .isZero();
            assertThat(database.count(both + " WHERE a.phone IS DISTINCT FROM b.phone"
                            + " AND regexp_replace(b.phone, '[^0-9]', '', 'g') NOT IN (a.phone, '1' || a.phone)"))
                    .isZero();
            assertThat(database.count(both + " WHERE b.country NOT IN ('US', 'CA', 'PR') AND a.phone <> b.phone"))
                    .isZero();
        }
    }

    @Test
    void carryTheShippingOptionsOverToTheCentAndTheNull() {
        assertThat(database.count("shipping_details a JOIN before.shipping_details b USING (id)"
                        + " WHERE a.shipping_options IS DISTINCT FROM jsonb_build_object('method', b.shipping_method,"
                        + " 'speed', b.shipping_speed, 'cost', b.shipping_cost::text, 'carrier', b.carrier)"))
                .isZero();
        assertThat(options("carrier unknown"))
                .isEqualTo("{\"cost\": \"7.95\", \"speed\": \"STANDARD\", \"method\": \"GROUND\", \"carrier\": null}");
        assertThat(options("carrier called STANDARD")).contains("\"carrier\": \"STANDARD\"");
        assertThat(options("carrier empty")).contains("\"carrier\": \"\"");
        assertThat(options("shipping cost with a zero at the end")).contains("\"cost\": \"12.50\"");
        assertThat(options("shipping cost of greatest size")).contains("\"cost\": \"99999999.99\"");
        assertThat(options("shipping not chosen yet"))
                .isEqualTo("{\"cost\": null, \"speed\": null, \"method\": null, \"carrier\": null}");
        assertThat(database.values("SELECT column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND table_name = 'shipping_details'"))
                .contains("shipping_options")
                .doesNotContain("shipping_method", "shipping_speed", "shipping_cost", "carrier");
    }

    @Test
    void giveEachBillingRowAnAddressOfItsOwn() {
        assertThat(database.count("addresses")).isEqualTo(database.count("billing_details"));
        assertThat(database.count("(SELECT DISTINCT address_id FROM billing_details WHERE address_id IS NOT NULL)"))
                .isEqualTo(database.count("billing_details"));
    }

    @Test
    void keepAMissingApartmentMissingAndAnEmptyOneEmpty() {
        for (String what : List.of(
                "apartment missing",
                "apartment empty",
                "apartment blank",
                "apartment given",
                "apartment like the NULL of COPY")) {
            assertThat(database.value(
                            "SELECT address_line2 FROM addresses JOIN billing_details b ON addresses.id = address_id"
                                    + " WHERE b.id = '" + OrderSeed.billingId(number(what)) + "'"))
                    .as(what)
                    .isEqualTo(AwkwardOrder.ALL.get(number(what)).address().apartment());
        }
        for (String apartment : List.of("IS NULL", "= ''")) {
            assertThat(database.count("addresses WHERE address_line2 " + apartment))
                    .as(apartment)
                    .isEqualTo(database.count("before.billing_details WHERE apartment " + apartment))
                    .isPositive();
        }
    }

    @Test
    void keepSharedAddressesApart() {
        assertThat(List.of("apartment missing", "apartment missing, a second time", "apartment missing, a third time"))
                .extracting(what -> database.value("SELECT address_id FROM billing_details WHERE id = '"
                        + OrderSeed.billingId(number(what)) + "'"))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
    }

    @Test
    void showTheOldColumnsRowForRowInTheView() {
        String columns = "id, order_id, first_name, last_name, email, " + ADDRESS;
        assertThat(database.count("billing_address_view")).isEqualTo(OrderDatabase.ORDERS);
        assertThat(database.count("(SELECT " + columns + " FROM before.billing_details EXCEPT ALL SELECT " + columns
                        + " FROM billing_address_view)"))
                .isZero();
        assertThat(database.count("(SELECT " + columns + ", phone FROM billing_details EXCEPT ALL SELECT " + columns
                        + ", phone FROM billing_address_view)"))
                .isZero();
    }

    @Test
    void leaveOnlyValidConstraintsAndIndexes() {
        assertThat(database.values("SELECT conname FROM pg_constraint WHERE NOT convalidated"))
                .isEmpty();
        assertThat(database.values("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                .isEmpty();
    }

    @Test
    void answerTheRepositorysQuestionsAboutOldOrders() throws SQLException {
        OrderRepository repository = new OrderRepository(database.dataSource(), Clock.systemUTC());
        for (int order = 0; order < AwkwardOrder.ALL.size(); order++) {
            AwkwardOrder awkward = AwkwardOrder.ALL.get(order);
            Order found = repository.find(OrderSeed.orderId(order)).orElseThrow();
            assertThat(found.type()).isEqualTo(OrderType.STANDARD);
            assertThat(found.notes()).isEqualTo(awkward.notes());
            assertThat(found.total())
                    .isEqualByComparingTo(found.items().stream()
                            .map(OrderItem::price)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .add(
                                    awkward.shipping() == null
                                                    || awkward.shipping().cost() == null
                                            ? BigDecimal.ZERO
                                            : awkward.shipping().cost()));
            assertThat(repository.shippingOptions(OrderSeed.orderId(order)).orElse(null))
                    .as(awkward.what())
                    .isEqualTo(awkward.shipping());
            assertThat(repository
                            .billing(OrderSeed.orderId(order))
                            .orElseThrow()
                            .address())
                    .as(awkward.what())
                    .isEqualTo(awkward.address());
        }
    }

    private static String options(String what) {
        return database.value("SELECT shipping_options FROM shipping_details WHERE id = '"
                + OrderSeed.shippingId(number(what)) + "'");
    }
}
