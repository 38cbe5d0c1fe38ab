package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every inverse gives back catalog and rows exactly. */
class UndoTest {

    @Test
    void givesBackCatalogAndRowsOfEachMigrationByItselfAndCanBeFollowedByItAgain() {
        try (OrderDatabase database = OrderDatabase.seeded()) {
            Migrations migrations = new OrdermigMigrations(database);
            for (String version : migrations.pending()) {
                DatabaseState before = database.state();
                migrations.migrateTo(version);
                DatabaseState migrated = database.state();
                migrations.migrateTo(version);
                assertThat(database.state().differences(migrated))
                        .as("done by applying " + version + " when it is applied")
                        .isEmpty();

                migrations.undo();
                assertThat(database.state().differences(before))
                        .as("left by the inverse of " + version)
                        .isEmpty();

                migrations.migrateTo(version);
                assertThat(withoutTimes(database.state()).differences(withoutTimes(migrated)))
                        .as("between applying " + version + " once, and again after its inverse")
                        .isEmpty();
            }
        }
    }

    @Test
    void givesBackCatalogAndRowsFromTheLastMigrationToTheFirst() {
        try (OrderDatabase database = OrderDatabase.seeded()) {
            Migrations migrations = new OrdermigMigrations(database);
            Map<String, DatabaseState> before = new HashMap<>();
            List<String> versions = migrations.pending();
            for (String version : versions) {
                before.put(version, database.state());
                migrations.migrateTo(version);
            }
            DatabaseState migrated = database.state();

            for (int i = versions.size() - 1; i >= 0; i--) {
                migrations.undo();
                assertThat(database.state().differences(before.get(versions.get(i))))
                        .as("left by the inverse of " + versions.get(i))
                        .isEmpty();
            }
            assertThat(migrations.pending()).isEqualTo(versions);

            migrations.migrate();
            assertThat(withoutTimes(database.state()).differences(withoutTimes(migrated)))
                    .isEmpty();
        }
    }

    @Test
    void takesBackTheIndexesOfTheBaseToo() {
        try (OrderDatabase database = OrderDatabase.empty()) {
            Migrations migrations = new OrdermigMigrations(database);
            migrations.migrateTo("20240115100000");
            DatabaseState before = database.state();
            migrations.migrateTo(OrderDatabase.BASE);
            migrations.undo();
            assertThat(database.state().differences(before)).isEmpty();
        }
    }

    @Test
    void isPossibleForEachMigrationOrTheFileSaysWhyNot() {
        for (String version : MigrationFiles.all("V").stream()
                .map(file -> MigrationFiles.name(file).substring(1, 15))
                .toList()) {
            assertThat(MigrationFiles.inverse(version).isPresent())
                    .as(version)
                    .isNotEqualTo(MigrationFiles.irreversible(version));
        }
        assertThat(MigrationFiles.all("U"))
                .allSatisfy(inverse -> assertThat(MigrationFiles.migration(
                                MigrationFiles.name(inverse).substring(1, 15)))
                        .hasValueSatisfying(migration -> assertThat(
                                        MigrationFiles.name(migration).substring(1))
                                .isEqualTo(MigrationFiles.name(inverse).substring(1))));
    }

    /** Addresses carry the time at which they were copied. */
    private static DatabaseState withoutTimes(DatabaseState state) {
        Map<String, List<String>> rows = new HashMap<>(state.rows());
        rows.computeIfPresent(
                "addresses",
                (table, addresses) -> addresses.stream()
                        .map(address -> address.replaceAll("\"(created|updated)_at\": \"[^\"]*\"", ""))
                        .toList());
        return new DatabaseState(state.catalog(), new TreeMap<>(rows));
    }
}
