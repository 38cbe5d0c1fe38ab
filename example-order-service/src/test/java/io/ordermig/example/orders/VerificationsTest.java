package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The verifications in the headers of the files: true after their migration, and false when it did harm. */
class VerificationsTest {

    private static final String WITHOUT_TRIGGERS =
            "ALTER TABLE billing_details DISABLE TRIGGER USER; ALTER TABLE addresses DISABLE TRIGGER USER; ";

    /** What a careless migration would do, by version. */
    private static final Map<String, List<String>> HARM = Map.of(
            "20240305093000",
            List.of(
                    "UPDATE shipping_details SET phone = '(212) 555-0199' WHERE phone = '2125550142'",
                    "UPDATE shipping_phone_originals SET original = original || ' ext. 9'",
                    "INSERT INTO shipping_phone_originals SELECT id, phone, phone FROM shipping_details WHERE country = 'CN'"
                            + " AND phone IS NOT NULL",
                    "UPDATE billing_details SET phone = '+1 212 555 0199' WHERE phone = '2125550142'",
                    "UPDATE billing_phone_originals SET rewritten = ''",
                    "INSERT INTO billing_phone_originals SELECT id, phone, phone FROM billing_details WHERE country = 'CN'"
                            + " AND phone IS NOT NULL"),
            "20240314090000",
            List.of("UPDATE orders SET order_type = NULL WHERE id = (SELECT id FROM orders LIMIT 1)"),
            "20240328090000",
            List.of(
                    "UPDATE shipping_details SET shipping_options = '{}' WHERE id = (SELECT id FROM shipping_details LIMIT 1)",
                    "UPDATE shipping_details SET shipping_options = shipping_options || '{\"carrier\": \"STANDARD\"}'"
                            + " WHERE carrier IS NULL"),
            "20240418090000",
            List.of(
                    WITHOUT_TRIGGERS + "UPDATE billing_details SET address_id = NULL"
                            + " WHERE id = (SELECT id FROM billing_details LIMIT 1)",
                    WITHOUT_TRIGGERS + "UPDATE addresses SET address_line2 = '' WHERE address_line2 IS NULL"),
            "20240418093000",
            List.of(
                    WITHOUT_TRIGGERS + "UPDATE addresses SET address_line2 = '' WHERE address_line2 IS NULL",
                    "CREATE OR REPLACE VIEW billing_address_view AS SELECT b.id, b.order_id, b.first_name, b.last_name, b.email,"
                            + " b.phone, a.address_line1 AS street_address, a.address_line2 AS apartment, a.city, a.state,"
                            + " a.postal_code AS zip_code, a.country FROM billing_details b JOIN addresses a"
                            + " ON a.address_line1 = b.street_address AND a.address_line2 = b.apartment"));

    @Test
    void areTrueAfterTheirMigrationAndFalseAfterHarm() {
        try (OrderDatabase database = OrderDatabase.seeded()) {
            Migrations migrations = new OrdermigMigrations(database);
            List<String> verified = new ArrayList<>();
            for (String version : migrations.pending()) {
                migrations.migrateTo(version);
                for (String verification : MigrationFiles.verifications(version)) {
                    verified.add(version);
                    assertThat(database.value(verification)).as(verification).isEqualTo("t");
                    assertThat(HARM.getOrDefault(version, List.of()))
                            .as(verification)
                            .anyMatch(harm -> isFalseAfter(database, harm, verification));
                }
            }
            assertThat(verified).containsAll(HARM.keySet());
        }
    }

    private static boolean isFalseAfter(OrderDatabase database, String harm, String verification) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(harm);
            try (ResultSet row = statement.executeQuery(verification)) {
                row.next();
                return !row.getBoolean(1);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(harm, e);
        }
    }
}
