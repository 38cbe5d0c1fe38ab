package io.ordermig.example.orders;

import static io.ordermig.example.orders.seed.AwkwardOrder.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.example.orders.seed.OrderSeed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What releases of the service write between the phases: the old one, which knows only the old structure, and the new one,
 * which knows only the new. Nothing of it is lost, neither forwards nor backwards.
 */
class RunningServiceTest {

    private static final String ADDRESS = "street_address, apartment, city, state, zip_code, country";

    private OrderDatabase database;
    private Migrations migrations;

    @BeforeEach
    void copy() {
        database = OrderDatabase.seeded();
        migrations = new OrdermigMigrations(database);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void anOrderWithoutATypePlacedAfterThePopulatingGetsOneBeforeTheTypeIsRequired() {
        migrations.migrateTo("20240314090000");
        String id = placeAsTheOldRelease(1);
        migrations.migrateTo("20240319093000");
        assertThat(database.value("SELECT order_type FROM orders WHERE id = '" + id + "'"))
                .isEqualTo("STANDARD");
    }

    @Test
    void anOrderWithoutATypeIsRefusedOnceTheTypeIsRequired() {
        migrations.migrateTo("20240319090000");
        assertThatThrownBy(() -> placeAsTheOldRelease(1)).hasStackTraceContaining("orders_order_type_present");
    }

    @Test
    void typesThatTheServiceGaveSurviveTheUndoOfThePopulating() {
        migrations.migrateTo("20240312090000");
        String gift = "'" + OrderSeed.orderId(3) + "'";
        database.execute("UPDATE orders SET order_type = 'GIFT' WHERE id = " + gift);
        migrations.migrateTo("20240314090000");
        migrations.undo();
        assertThat(database.value("SELECT order_type FROM orders WHERE id = " + gift))
                .isEqualTo("GIFT");
        assertThat(database.count("orders WHERE order_type IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void shippingDetailsOfTheOldReleaseAreCopiedBeforeTheOldColumnsGo() {
        migrations.migrateTo("20240328090000");
        String id = shipAsTheOldRelease("SEA", "12.30", null);
        assertThat(options(id)).isEqualTo("{}");
        migrations.migrateTo("20240409093000");
        assertThat(options(id))
                .isEqualTo("{\"cost\": \"12.30\", \"speed\": \"STANDARD\", \"method\": \"SEA\", \"carrier\": null}");
    }

    @Test
    void shippingDetailsOfTheOldReleaseAreRefusedOnceTheOptionsAreRequired() {
        migrations.migrateTo("20240409090000");
        assertThatThrownBy(() -> shipAsTheOldRelease("SEA", "12.30", null))
                .hasStackTraceContaining("shipping_details_options_present");
    }

    @Test
    void shippingOptionsWrittenAfterTheContractAreInTheOldColumnsAfterItsUndo() {
        migrations.migrateTo("20240409093000");
        String written = shipAsTheNewRelease("SEA", "12.30");
        String changed = "'" + OrderSeed.shippingId(number("carrier unknown")) + "'";
        database.execute(
                "UPDATE shipping_details SET shipping_options = shipping_options || '{\"cost\": \"1.50\"}' WHERE id = "
                        + changed);
        migrations.undo();
        assertThat(oldColumns(written)).containsExactly("SEA", "STANDARD", "12.30", null);
        assertThat(database.value("SELECT shipping_cost FROM shipping_details WHERE id = " + changed))
                .isEqualTo("1.50");
    }

    @Test
    void shippingOptionsWrittenAloneBeforeTheContractAreInTheOldColumnsAfterTheUndoOfTheCopy() {
        migrations.migrateTo("20240328090000");
        String written = shipAsTheNewRelease("SEA", "12.30");
        String late = shipAsTheOldRelease("RAIL", "4.00", "DHL");
        String more = "'" + OrderSeed.shippingId(number("carrier unknown")) + "'";
        database.execute(
                "UPDATE shipping_details SET shipping_options = shipping_options || '{\"gift\": true}' WHERE id = "
                        + more);
        migrations.undo();
        assertThat(oldColumns(written)).containsExactly("SEA", "STANDARD", "12.30", null);
        assertThat(options(written)).isEqualTo("{}");
        assertThat(oldColumns(late)).containsExactly("RAIL", "STANDARD", "4.00", "DHL");
        assertThat(database.value("SELECT shipping_options ->> 'gift' FROM shipping_details WHERE id = " + more))
                .isEqualTo("true");
        assertThat(database.count("shipping_details WHERE shipping_options <> '{}'"))
                .isEqualTo(1);
    }

    @Test
    void anAddressWrittenByTheOldReleaseIsSeenByTheNewOne() {
        migrations.migrateTo("20240416093000");
        String early = billAsTheOldRelease("7 Early Lane", null);
        migrations.migrate();
        String late = billAsTheOldRelease("8 Late Lane", "");
        String moved = billing("apartment missing");
        database.execute(
                "UPDATE billing_details SET street_address = '9 New Lane', apartment = '' WHERE id = " + quoted(moved));

        assertThat(view(early)).startsWith("7 Early Lane", null, "Springfield");
        assertThat(view(late)).startsWith("8 Late Lane", "");
        assertThat(view(moved)).startsWith("9 New Lane", "");
        assertThat(view(billing("apartment missing, a second time"))).startsWith("12 Elm Street", null);
        assertInStep();
    }

    @Test
    void anAddressWrittenByTheNewReleaseIsSeenByTheOldOne() {
        migrations.migrate();
        String address = newAddress("7 Shared Lane", null);
        String one = billAsTheNewRelease(address);
        String two = billAsTheNewRelease(address);
        assertThat(oldAddress(one)).startsWith("7 Shared Lane", null, "Springfield");

        database.execute("UPDATE addresses SET address_line2 = '4B' WHERE id = '" + address + "'");
        assertThat(oldAddress(one)).startsWith("7 Shared Lane", "4B");
        assertThat(oldAddress(two)).startsWith("7 Shared Lane", "4B");

        String copied = billing("apartment missing");
        database.execute("UPDATE billing_details SET address_id = '" + address + "' WHERE id = " + quoted(copied));
        assertThat(oldAddress(copied)).startsWith("7 Shared Lane", "4B");

        // The old release corrects one of the three; the address of the others stays.
        database.execute("UPDATE billing_details SET street_address = '8 Own Lane' WHERE id = '" + one + "'");
        assertThat(view(one)).startsWith("8 Own Lane", "4B");
        assertThat(view(two)).startsWith("7 Shared Lane", "4B");
        assertThat(view(copied)).startsWith("7 Shared Lane", "4B");
        assertInStep();
    }

    @Test
    void anUpdateThatChangesNoAddressMakesNoNewOne() {
        migrations.migrate();
        long addresses = database.count("addresses");
        database.execute("UPDATE billing_details SET phone = '2175550199', street_address = street_address,"
                + " apartment = apartment, address_id = address_id");
        assertThat(database.count("addresses")).isEqualTo(addresses);
        assertInStep();
    }

    @Test
    void anAddressInUseCannotBeDeleted() {
        migrations.migrate();
        assertThatThrownBy(() -> database.execute("DELETE FROM addresses"))
                .hasStackTraceContaining("fk_billing_address");
    }

    @Test
    void addressesWrittenInBetweenAreInTheOldColumnsAfterTheUndoOfAll() {
        migrations.migrate();
        String shared = newAddress("7 Shared Lane", "");
        String written = billAsTheNewRelease(shared);
        String sharing = billing("apartment empty");
        database.execute("UPDATE billing_details SET address_id = '" + shared + "' WHERE id = " + quoted(sharing));
        String corrected = billing("apartment given");
        database.execute(
                "UPDATE addresses SET city = 'Chicago' FROM billing_details b WHERE addresses.id = b.address_id"
                        + " AND b.id = " + quoted(corrected));
        String adopted = billing("apartment missing");
        String adopting = billing("apartment blank");
        database.execute("UPDATE billing_details SET address_id = (SELECT address_id FROM billing_details WHERE id = "
                + quoted(adopted) + ") WHERE id = " + quoted(adopting));
        List<String> before = database.values("SELECT ROW(id, " + ADDRESS + ") FROM billing_details ORDER BY id");

        migrations.undo();
        migrations.undo();
        migrations.undo();
        assertThat(database.values("SELECT id FROM billing_details WHERE address_id IS NOT NULL"))
                .as("rows whose address the service has given")
                .containsExactlyInAnyOrder(written, sharing, adopted, adopting);
        assertThat(database.count("addresses")).isEqualTo(2);
        assertInStep("AND b.address_id IS NOT NULL");

        migrations.migrate();
        assertInStep();

        for (int i = 0; i < 6; i++) {
            migrations.undo();
        }
        assertThat(migrations.applied().get(migrations.applied().size() - 1)).isEqualTo("20240409093000");
        assertThat(database.values("SELECT ROW(id, " + ADDRESS + ") FROM billing_details ORDER BY id"))
                .isEqualTo(before);
        assertThat(oldAddress(written)).startsWith("7 Shared Lane", "");
        assertThat(oldAddress(sharing)).startsWith("7 Shared Lane", "");
        assertThat(oldAddress(corrected)).contains("Chicago");
        assertThat(oldAddress(adopting)).startsWith("12 Elm Street", null);
    }

    private void assertInStep() {
        assertInStep("");
    }

    private void assertInStep(String which) {
        assertThat(database.values(
                        "SELECT b.id FROM billing_details b LEFT JOIN addresses a ON a.id = b.address_id WHERE"
                                + " (b.street_address, b.apartment, b.city, b.state, b.zip_code, b.country) IS DISTINCT FROM"
                                + " (a.address_line1, a.address_line2, a.city, a.state, a.postal_code, a.country) "
                                + which))
                .isEmpty();
    }

    /** A new order of the base schema, and its key. */
    private String placeAsTheOldRelease(int customer) {
        return database.value("INSERT INTO orders (id, customer_id, status, currency, total_amount) VALUES"
                + " (gen_random_uuid(), '" + OrderSeed.customerId(customer) + "', 'PENDING', 'USD', 10) RETURNING id");
    }

    private String placeAsAnyRelease() {
        return database.value("INSERT INTO orders (id, customer_id, status, currency, total_amount, order_type) VALUES"
                + " (gen_random_uuid(), '" + OrderSeed.customerId(1) + "', 'PENDING', 'USD', 10, 'GIFT') RETURNING id");
    }

    private String shipAsTheOldRelease(String method, String cost, String carrier) {
        return database.value("INSERT INTO shipping_details (id, order_id, first_name, last_name, " + ADDRESS
                + ", shipping_method, shipping_speed, shipping_cost, carrier) VALUES (gen_random_uuid(), '"
                + placeAsAnyRelease()
                + "', 'A', 'B', '1 Lane', NULL, 'Springfield', 'IL', '62704', 'US', '" + method + "', 'STANDARD', "
                + cost
                + ", " + quoted(carrier) + ") RETURNING id");
    }

    private String shipAsTheNewRelease(String method, String cost) {
        return database.value("INSERT INTO shipping_details (id, order_id, first_name, last_name, " + ADDRESS
                + ", shipping_options) VALUES (gen_random_uuid(), '" + placeAsAnyRelease()
                + "', 'A', 'B', '1 Lane', NULL, 'Springfield', 'IL', '62704', 'US', '{\"method\": \"" + method
                + "\", \"speed\": \"STANDARD\", \"cost\": \"" + cost + "\", \"carrier\": null}') RETURNING id");
    }

    private String billAsTheOldRelease(String street, String apartment) {
        return database.value("INSERT INTO billing_details (id, order_id, first_name, last_name, email, " + ADDRESS
                + ") VALUES (gen_random_uuid(), '" + placeAsAnyRelease() + "', 'A', 'B', 'a@example.com', '" + street
                + "', "
                + quoted(apartment) + ", 'Springfield', 'IL', '62704', 'US') RETURNING id");
    }

    private String newAddress(String street, String apartment) {
        return database.value(
                "INSERT INTO addresses (address_line1, address_line2, city, state, postal_code, country) VALUES"
                        + " ('" + street + "', " + quoted(apartment)
                        + ", 'Springfield', 'IL', '62704', 'US') RETURNING id");
    }

    private String billAsTheNewRelease(String address) {
        return database.value(
                "INSERT INTO billing_details (id, order_id, first_name, last_name, email, address_id) VALUES"
                        + " (gen_random_uuid(), '" + placeAsAnyRelease() + "', 'A', 'B', 'a@example.com', '" + address
                        + "') RETURNING id");
    }

    private static String billing(String awkward) {
        return OrderSeed.billingId(number(awkward)).toString();
    }

    private static String quoted(String value) {
        return value == null ? "NULL" : "'" + value + "'";
    }

    private List<String> view(String id) {
        return address("billing_address_view", id);
    }

    private List<String> oldAddress(String id) {
        return address("billing_details", id);
    }

    private List<String> address(String from, String id) {
        return database.values("SELECT unnest(ARRAY[" + ADDRESS + "]) FROM " + from + " WHERE id = " + quoted(id));
    }

    private String options(String id) {
        return database.value("SELECT shipping_options FROM shipping_details WHERE id = '" + id + "'");
    }

    private List<String> oldColumns(String id) {
        return database.values("SELECT unnest(ARRAY[shipping_method, shipping_speed, shipping_cost::text, carrier])"
                + " FROM shipping_details WHERE id = '" + id + "'");
    }
}
