package io.ordermig.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL server of this JVM's tests: an embedded server process, or with
 * {@code -Dordermig.test.postgres=container} a container of {@code -Dordermig.test.postgres.image}. A container that is
 * asked for and cannot be had fails the tests.
 */
public final class TestPostgres {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private TestPostgres() {}

    /** The server, with its superuser. */
    public record Server(String host, int port, String user, String password) {

        /** The JDBC URL of one of its databases. */
        public String url(String database) {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }
    }

    private static final class Holder {
        static final Server SERVER = start();
    }

    private static Server start() {
        String kind = System.getProperty("ordermig.test.postgres", "embedded");
        return switch (kind) {
            case "embedded" -> startEmbedded();
            case "container" -> startContainer();
            default ->
                throw new IllegalArgumentException("ordermig.test.postgres is embedded or container, not " + kind);
        };
    }

    private static Server startEmbedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("max_prepared_transactions", "10")
                    // What these tests write need not outlive the machine.
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            return new Server("localhost", postgres.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Server startContainer() {
        String image = System.getProperty("ordermig.test.postgres.image", "postgres:18");
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withUsername("postgres")
                .withPassword("postgres")
                .withCommand("postgres", "-c", "max_connections=200", "-c", "max_prepared_transactions=10");
        container.start();
        return new Server(container.getHost(), container.getFirstMappedPort(), "postgres", "postgres");
    }

    /** The server, started when first asked for. */
    public static Server server() {
        return Holder.SERVER;
    }

    /** A new, empty database. */
    public static TestDatabase create() {
        String name = "test_" + NEXT.incrementAndGet();
        Server server = Holder.SERVER;
        execute("CREATE DATABASE " + name);
        return new TestDatabase(server.url(name), name, server.user(), server.password());
    }

    /** Drops a database, whoever is connected to it. */
    public static void drop(TestDatabase database) {
        execute("DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)");
    }

    private static void execute(String sql) {
        Server server = Holder.SERVER;
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
