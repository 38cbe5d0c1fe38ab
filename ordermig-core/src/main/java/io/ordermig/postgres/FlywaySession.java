package io.ordermig.postgres;

import io.ordermig.config.PostgresConfig;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.postgres.script.ScriptCatalog;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.Placeholders;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.migration.JavaMigration;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

/** The files, the open sessions and the Flyway of one use case. Close it to end the sessions. */
final class FlywaySession implements AutoCloseable {

    /** Flyway fills these; what ordermig does not know itself stays as it is in a verification. */
    private static final List<String> FILLED_BY_FLYWAY = List.of(
            "defaultSchema", "user", "database", "timestamp", "filename", "workingDirectory", "table", "environment");

    private final PostgresConfig config;
    private final SessionDataSource dataSource;
    private final ScriptCatalog catalog;
    private final Migrations migrations;
    private final Flyway flyway;
    private final Map<String, String> facts;

    private FlywaySession(
            PostgresConfig config,
            SessionDataSource dataSource,
            ScriptCatalog catalog,
            Migrations migrations,
            Flyway flyway,
            Map<String, String> facts) {
        this.config = config;
        this.dataSource = dataSource;
        this.catalog = catalog;
        this.migrations = migrations;
        this.flyway = flyway;
        this.facts = facts;
    }

    /** What is known about the migrations of the session. */
    private record Migrations(MigrationRefs refs, ScriptChecks checks, MigrationObserver observer) {}

    /**
     * Reads the files, connects and configures Flyway. Changes nothing.
     *
     * @throws OrdermigException when the files cannot be read or the server cannot be connected to
     */
    static FlywaySession open(PostgresConfig config, SessionDataSource.Session session, RunEvents events) {
        ScriptCatalog catalog =
                ScriptCatalog.scan(config.scripts(), session.classes(), name -> Event.fromId(name) != null);
        List<JavaMigration> javaMigrations = JavaMigrations.of(catalog.classNames(), session.classes(), events);
        MigrationRefs refs = new MigrationRefs(catalog, javaMigrations);
        SessionWatch watch = new SessionWatch();
        SessionDataSource dataSource =
                new SessionDataSource(config.connection(), config.limits(), session, watch, events);
        try {
            Map<String, String> facts = connect(dataSource, config, events);
            Placeholders placeholders =
                    new Placeholders(config.scripts().placeholders(), "flyway", facts, FILLED_BY_FLYWAY);
            MigrationObserver observer =
                    new MigrationObserver(refs, config.limits(), new Verifier(placeholders, events), watch, events);
            Flyway flyway = new FlywayFactory(config, session.classes(), catalog, javaMigrations)
                    .create(dataSource, List.of(observer));
            return new FlywaySession(
                    config,
                    dataSource,
                    catalog,
                    new Migrations(refs, new ScriptChecks(refs, placeholders), observer),
                    flyway,
                    facts);
        } catch (RuntimeException e) {
            closeAfter(e, dataSource);
            throw e;
        }
    }

    /** Connects once and tells who answers; returns Flyway's default placeholders. */
    private static Map<String, String> connect(SessionDataSource dataSource, PostgresConfig config, RunEvents events) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData facts = connection.getMetaData();
            String database = String.valueOf(connection.getCatalog());
            events.publish(new RunEvent.Connected(
                    events.now(),
                    PostgresEngine.STORE,
                    config.connection().address(),
                    facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion(),
                    database,
                    facts.getUserName()));
            refuseStandby(connection.unwrap(PGConnection.class), config);
            Map<String, String> placeholders = new HashMap<>();
            placeholders.put("database", database);
            placeholders.put("user", facts.getUserName());
            placeholders.put("table", config.history().table());
            placeholders.put("defaultSchema", defaultSchema(config, connection));
            return placeholders;
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    private static String defaultSchema(PostgresConfig config, Connection connection) throws SQLException {
        Optional<String> configured = config.history().schema();
        if (configured.isPresent()) {
            return configured.get();
        }
        return String.valueOf(connection.getSchema());
    }

    private static void refuseStandby(PGConnection connection, PostgresConfig config) {
        if ("on".equals(connection.getParameterStatus("in_hot_standby"))) {
            throw new OrdermigException(
                    Problem.of(PostgresProblem.READ_ONLY, "The server is a standby and refuses writes.")
                            .where(config.connection().address())
                            .fix("Connect to the primary, not to a standby or reader endpoint.")
                            .build());
        }
    }

    private static void closeAfter(RuntimeException failure, SessionDataSource dataSource) {
        try {
            dataSource.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Makes sure that the session may write. Flyway would find out when it creates the history, and try ten times.
     *
     * @throws OrdermigException when transactions are read-only by default
     */
    void requireWritable() {
        try (Connection session = dataSource.getConnection()) {
            if ("on".equals(session.unwrap(PGConnection.class).getParameterStatus("default_transaction_read_only"))) {
                throw new OrdermigException(Problem.of(
                                PostgresProblem.READ_ONLY, "Transactions of this role in this database are read-only.")
                        .where(config.connection().address())
                        .detail("default_transaction_read_only is on.")
                        .fix("Connect to the primary, not to a reader endpoint, with a role that may write.")
                        .fix("If it is set for the role or the database: ALTER ROLE or ALTER DATABASE …"
                                + " RESET default_transaction_read_only.")
                        .build());
            }
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    /** Those of the given schemas that the database does not have. */
    List<String> missing(Set<String> schemas) {
        List<String> missing = new ArrayList<>();
        try (Connection session = dataSource.getConnection();
                PreparedStatement query =
                        session.prepareStatement("SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?")) {
            for (String schema : schemas) {
                query.setString(1, schema);
                try (ResultSet found = query.executeQuery()) {
                    if (!found.next()) {
                        missing.add(schema);
                    }
                }
            }
            return missing;
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    /** What the database says of itself, its current version being known. */
    HistoryState state(String version) {
        try (Connection session = dataSource.getConnection()) {
            return new HistoryState(database(), version, HistoryQuery.sinceLastChange(session, config, schema()));
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    /** Ends the sessions that nobody uses now; the next use opens another. */
    void closeIdle() {
        try {
            dataSource.closeIdle();
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    ScriptCatalog catalog() {
        return catalog;
    }

    MigrationRefs refs() {
        return migrations.refs();
    }

    ScriptChecks checks() {
        return migrations.checks();
    }

    MigrationObserver observer() {
        return migrations.observer();
    }

    Flyway flyway() {
        return flyway;
    }

    SessionDataSource dataSource() {
        return dataSource;
    }

    /** The name of the database. */
    String database() {
        return facts.getOrDefault("database", "");
    }

    /** The schema of the history and of unqualified names. */
    String schema() {
        return facts.getOrDefault("defaultSchema", "");
    }

    @Override
    public void close() {
        try {
            dataSource.close();
        } catch (SQLException e) {
            // The work is done and committed; a session that cannot be closed is ended by the server.
            LoggerFactory.getLogger(FlywaySession.class).debug("A session could not be closed.", e);
        }
    }
}
