package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison has to be able to see what a wrong inverse would leave behind. */
class DatabaseStateTest {

    private static OrderDatabase migrated;
    private static DatabaseState before;

    @BeforeAll
    static void migrate() {
        migrated = OrderDatabase.seeded();
        new OrdermigMigrations(migrated).migrate();
        before = migrated.state();
    }

    @AfterAll
    static void drop() {
        migrated.close();
    }

    @Test
    void seesNoDifferenceWhenThereIsNone() {
        assertThat(migrated.state().differences(before)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE billing_details SET apartment = '' WHERE id = (SELECT id FROM billing_details WHERE apartment IS NULL LIMIT 1)",
                "UPDATE shipping_details SET shipping_options = shipping_options || '{\"cost\": \"7.950\"}'"
                        + " WHERE id = (SELECT id FROM shipping_details LIMIT 1)",
                "DELETE FROM payments WHERE id = (SELECT min(id) FROM payments)",
                "ALTER TABLE orders ALTER COLUMN order_type DROP NOT NULL",
                "ALTER TABLE orders ALTER COLUMN order_type TYPE text",
                "ALTER TABLE orders ALTER COLUMN tags DROP DEFAULT",
                "ALTER TABLE billing_details DROP CONSTRAINT fk_billing_address, ADD CONSTRAINT fk_billing_address"
                        + " FOREIGN KEY (address_id) REFERENCES addresses (id) NOT VALID",
                "ALTER TABLE billing_details DROP CONSTRAINT fk_billing_address, ADD CONSTRAINT fk_billing_address"
                        + " FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL",
                "ALTER TABLE billing_details DISABLE TRIGGER billing_details_follow_address",
                "DROP INDEX idx_orders_tags",
                "COMMENT ON COLUMN billing_details.phone IS NULL",
                "CREATE OR REPLACE VIEW billing_address_view AS SELECT b.id, b.order_id, b.first_name, b.last_name, b.email,"
                        + " b.phone, a.address_line1 AS street_address, a.address_line2 AS apartment, a.city, a.state,"
                        + " a.postal_code AS zip_code, a.country FROM billing_details b JOIN addresses a ON a.id = b.address_id",
                "CREATE TABLE left_behind (id bigint)",
                "CREATE FUNCTION left_behind() RETURNS integer LANGUAGE sql RETURN 1"
            })
    void seesEachDifference(String change) {
        try (OrderDatabase changed = OrderDatabase.copyOf(migrated)) {
            changed.execute(change);
            assertThat(changed.state().differences(before)).isNotEmpty();
        }
    }
}
