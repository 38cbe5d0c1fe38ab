package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.example.orders.seed.AwkwardOrder;
import io.ordermig.example.orders.seed.OrderSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java migration on a running service. */
class PhoneMigrationTest {

    private static final String KEEP_ORIGINALS = "20240305090000";
    private static final String NORMALIZE = "20240305091500";

    /** Some batches of each table. */
    private static final int ORDERS = 7_000;

    private static final OrderDatabase LOADED = OrderDatabase.loaded(ORDERS);

    private OrderDatabase database;
    private Migrations migrations;

    @BeforeEach
    void copy() {
        database = OrderDatabase.copyOf(LOADED);
        migrations = new OrdermigMigrations(database);
        migrations.migrateTo(KEEP_ORIGINALS);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void goesOnWhereItWasKilledAndCanStillBeTakenBack() {
        DatabaseState before = database.state();
        // Lets the first batches of billing_details pass, and no later one.
        database.execute("ALTER TABLE billing_details ADD CONSTRAINT killed CHECK (id < '" + OrderSeed.billingId(4_500)
                + "' OR phone !~ '^[0-9]{10}$') NOT VALID");
        assertThatThrownBy(() -> migrations.migrateTo(NORMALIZE)).hasStackTraceContaining("killed");
        long shipping = database.count("shipping_phone_originals");
        long billing = database.count("billing_phone_originals");
        assertThat(shipping).isGreaterThan(2_000);
        assertThat(billing).isBetween(1L, shipping - 1);

        database.execute("ALTER TABLE billing_details DROP CONSTRAINT killed");
        migrations.migrateTo("20240305093000");
        assertThat(MigrationFiles.verifications("20240305093000"))
                .hasSize(6)
                .allSatisfy(
                        verification -> assertThat(database.value(verification)).isEqualTo("t"));
        assertThat(database.count("shipping_phone_originals")).isEqualTo(shipping);
        assertThat(database.count("billing_phone_originals")).isGreaterThan(billing);

        migrations.undo();
        migrations.undo();
        assertThat(database.state().differences(before)).isEmpty();
    }

    @Test
    void givesTheSameNumbersInAnyNumberOfBatches() {
        migrations.migrateTo(NORMALIZE);
        try (OrderDatabase small = OrderDatabase.loaded(AwkwardOrder.ALL.size() + 100)) {
            new OrdermigMigrations(small).migrateTo(NORMALIZE);
            String numbers = "SELECT phone FROM billing_details ORDER BY id LIMIT " + (AwkwardOrder.ALL.size() + 100);
            assertThat(database.values(numbers)).isEqualTo(small.values(numbers));
        }
    }

    @Test
    void keepsANumberThatTheCustomerHasChangedSinceWhenItIsTakenBack() {
        int changed = AwkwardOrder.number("phone in brackets");
        int other = AwkwardOrder.number("phone with dots");
        migrations.migrateTo(NORMALIZE);
        setPhone(changed, "3125550100");
        migrations.undo();
        assertThat(phone(changed)).isEqualTo("3125550100");
        assertThat(phone(other)).isEqualTo("212.555.0145");
    }

    @Test
    void putsBackTheNewestOriginalOfANumberThatWasRewrittenTwice() {
        int order = AwkwardOrder.number("phone in brackets");
        database.execute("ALTER TABLE billing_details ADD CONSTRAINT killed CHECK (id < '" + OrderSeed.billingId(4_500)
                + "' OR phone !~ '^[0-9]{10}$') NOT VALID");
        assertThatThrownBy(() -> migrations.migrateTo(NORMALIZE)).hasStackTraceContaining("killed");
        database.execute("ALTER TABLE billing_details DROP CONSTRAINT killed");
        setPhone(order, "312.555.0100");
        migrations.migrateTo(NORMALIZE);
        assertThat(phone(order)).isEqualTo("3125550100");
        migrations.undo();
        assertThat(phone(order)).isEqualTo("312.555.0100");
    }

    @Test
    void keepsNoOriginalOfAnOrderThatIsDeleted() {
        int order = AwkwardOrder.number("phone in brackets");
        migrations.migrateTo(NORMALIZE);
        String original = "billing_phone_originals WHERE id = '" + OrderSeed.billingId(order) + "'";
        assertThat(database.count(original)).isEqualTo(1);
        database.execute("DELETE FROM payments WHERE order_id = '" + OrderSeed.orderId(order) + "'");
        database.execute("DELETE FROM orders WHERE id = '" + OrderSeed.orderId(order) + "'");
        assertThat(database.count(original)).isZero();
    }

    private void setPhone(int order, String phone) {
        database.execute(
                "UPDATE billing_details SET phone = '" + phone + "' WHERE id = '" + OrderSeed.billingId(order) + "'");
    }

    private String phone(int order) {
        return database.value("SELECT phone FROM billing_details WHERE id = '" + OrderSeed.billingId(order) + "'");
    }
}
