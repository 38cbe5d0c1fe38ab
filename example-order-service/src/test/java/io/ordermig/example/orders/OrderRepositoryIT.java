package io.ordermig.example.orders;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The repository on the database that {@code ordermig:migrate} has migrated in this build ({@code mvn verify -Penv=local}).
 * The driver finds the password in the file that {@code PGPASSFILE} names.
 */
class OrderRepositoryIT extends OrderRepositoryContract {

    @Override
    DataSource database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(property("orders.jdbcUrl"));
        source.setUser(property("orders.jdbcUser"));
        return source;
    }

    private static String property(String name) {
        String value = System.getProperty(name, "");
        if (value.isEmpty() || value.startsWith("${")) {
            throw new IllegalStateException("The build has not set " + name + ": run mvn verify -Penv=local.");
        }
        return value;
    }
}
