package io.ordermig.example.orders;

import io.ordermig.example.orders.seed.OrderSeed;
import io.ordermig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a test, on the one PostgreSQL server that all tests of this JVM share. Dropped when closed. */
public final class OrderDatabase implements AutoCloseable {

    /** The last migration of the base schema, for which the seed is made. */
    public static final String BASE = "20240115101500";

    /** How many orders the tests work on, unless they need a certain number. */
    public static final int ORDERS = Integer.getInteger("orders.seed.orders", OrderSeed.DEFAULT_ORDERS);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private static final class Base {
        static final OrderDatabase TEMPLATE = migrated();

        private static OrderDatabase migrated() {
            OrderDatabase database = empty();
            new OrdermigMigrations(database).migrateTo(BASE);
            return database;
        }
    }

    private static final class Seeded {
        static final OrderDatabase TEMPLATE = loaded(ORDERS);
    }

    private final String name;

    private OrderDatabase(String name) {
        this.name = name;
    }

    /** An empty database. */
    public static OrderDatabase empty() {
        return created("");
    }

    /** A database with the base schema and {@link #ORDERS} orders. */
    public static OrderDatabase seeded() {
        return copyOf(Seeded.TEMPLATE);
    }

    /** A copy of a database that nobody is connected to. */
    public static OrderDatabase copyOf(OrderDatabase original) {
        return created(" TEMPLATE " + original.name + " STRATEGY file_copy");
    }

    /** A database with the base schema and so many orders. */
    public static OrderDatabase loaded(int orders) {
        OrderDatabase database = copyOf(Base.TEMPLATE);
        try (Connection connection = database.connect()) {
            new OrderSeed(orders).load(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    private static OrderDatabase created(String options) {
        OrderDatabase database = new OrderDatabase("orders_" + NEXT.incrementAndGet());
        new OrderDatabase("postgres").execute("CREATE DATABASE " + database.name + options);
        return database;
    }

    public String url() {
        return TestPostgres.server().url(name);
    }

    public String user() {
        return TestPostgres.server().user();
    }

    public String password() {
        return TestPostgres.server().password();
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    public DatabaseState state() {
        try (Connection connection = connect()) {
            return DatabaseState.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the result, each value as PostgreSQL writes it; NULL as {@code null}. */
    public List<String> values(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The one value of the result. */
    public String value(String sql) {
        List<String> values = values(sql);
        if (values.size() != 1) {
            throw new IllegalStateException(values.size() + " rows instead of one: " + sql);
        }
        return values.get(0);
    }

    public long count(String from) {
        return Long.parseLong(value("SELECT count(*) FROM " + from));
    }

    @Override
    public void close() {
        new OrderDatabase("postgres").execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
}
