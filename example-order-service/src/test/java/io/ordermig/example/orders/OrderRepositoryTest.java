package io.ordermig.example.orders;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The repository on a seeded and migrated database of this test's own. */
class OrderRepositoryTest extends OrderRepositoryContract {

    private static OrderDatabase database;

    @BeforeAll
    static void migrate() {
        database = OrderDatabase.seeded();
        new OrdermigMigrations(database).migrate();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Override
    DataSource database() {
        return database.dataSource();
    }
}
