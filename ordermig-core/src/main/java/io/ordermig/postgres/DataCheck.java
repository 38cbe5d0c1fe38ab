package io.ordermig.postgres;

import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RestoreConfig.Verification;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a database that was restored whether it can serve: that it lets the role in, that the history can be read, that
 * its largest tables can be read from end to end, and what its owner wants to know.
 */
public final class DataCheck {

    private static final int TABLES = 5;
    private static final int SHOWN = 300;
    private static final int FEW = 1_000;

    /** The estimate is of the last ANALYZE or VACUUM; -1 before the first. */
    private static final String LARGEST = "SELECT format('%I.%I', n.nspname, c.relname), c.reltuples::bigint"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^pg_'"
            + " AND n.nspname <> 'information_schema' AND has_table_privilege(c.oid, 'SELECT')"
            + " ORDER BY c.relpages DESC, 1 LIMIT " + TABLES;

    private final PostgresConfig config;
    private final SessionDataSource.Session session;
    private final RunEvents events;

    /**
     * Questions to a database.
     *
     * @param config how it is reached
     * @param classes where certificates may lie
     * @param run the id of the run
     */
    public DataCheck(PostgresConfig config, ClassLoader classes, String run, Sleeper sleeper, RunEvents events) {
        this.config = config;
        this.session = new SessionDataSource.Session(run, classes, sleeper);
        this.events = events;
    }

    /**
     * Asks everything, and tells each answer as {@link RunEvent.RestoreVerified}.
     *
     * @return the questions that were not answered as they should be, each with its answer
     * @throws OrdermigException when the database cannot be connected to
     */
    public List<String> ask(Verification verification) {
        List<String> failed = new ArrayList<>();
        long start = System.nanoTime();
        try (Connection connection = new Connector(config.connection(), session, events).connect()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET default_transaction_read_only = on; "
                        + SessionDataSource.setLimits("SET ", Duration.ofSeconds(10), verification.timeout()));
            }
            told("a connection as " + connection.getMetaData().getUserName(), "it is let in", true, start);
            history(connection, failed);
            tables(connection, failed);
            for (String sql : verification.sql()) {
                query(connection, sql, failed);
            }
            return failed;
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    /**
     * Asks only whether the role is let in.
     *
     * @throws OrdermigException when it is not
     */
    public void reach() {
        long start = System.nanoTime();
        try (Connection connection = new Connector(config.connection(), session, events).connect()) {
            told("a connection as " + connection.getMetaData().getUserName(), "it is let in", true, start);
        } catch (SQLException e) {
            throw new ConnectionFailures(config.connection()).translate(e);
        }
    }

    private void history(Connection connection, List<String> failed) throws SQLException {
        long start = System.nanoTime();
        String question = "the schema history";
        try {
            String schema = config.history().schema().orElse(String.valueOf(connection.getSchema()));
            String version =
                    HistoryQuery.versions(connection, config, schema).stream().reduce("", PostgresEngine::higher);
            told(question, version.isEmpty() ? "there is none" : "it is at version " + version, true, start);
        } catch (SQLException e) {
            fail(question, e, start, failed);
        }
    }

    private record Table(String name, long estimate) {}

    private void tables(Connection connection, List<String> failed) throws SQLException {
        List<Table> largest = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGEST)) {
            while (rows.next()) {
                largest.add(new Table(rows.getString(1), rows.getLong(2)));
            }
        }
        for (Table table : largest) {
            count(connection, table, failed);
        }
    }

    /** Counting reads every page. An estimate may be old, so that it can only be wondered at. */
    private void count(Connection connection, Table table, List<String> failed) throws SQLException {
        long start = System.nanoTime();
        String question = "the rows of " + table.name();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
            row.next();
            long rows = row.getLong(1);
            told(
                    question,
                    rows + (table.estimate() < 0 ? ", and no estimate" : ", by estimate " + table.estimate()),
                    true,
                    start);
            if (table.estimate() >= 0 && Math.abs(rows - table.estimate()) > Math.max(FEW, table.estimate() / 2)) {
                events.warn("Of " + table.name() + " there are " + rows + " rows, and its statistics say about "
                        + table.estimate() + ". If they are not merely old, look into it.");
            }
        } catch (SQLException e) {
            if (!SqlStates.of(e).equals(SqlStates.CANCELED)) {
                fail(question, e, start, failed);
                return;
            }
            told(question, "not counted within the time for one query", true, start);
        }
    }

    private void query(Connection connection, String sql, List<String> failed) throws SQLException {
        long start = System.nanoTime();
        String question = sql.length() <= SHOWN ? sql : sql.substring(0, SHOWN - 1) + "…";
        try {
            BooleanAnswer asked = BooleanAnswer.to(sql, connection);
            String answer = asked.fault().isEmpty() ? String.valueOf(asked.value()) : asked.fault();
            told(question, answer, asked.value(), start);
            if (!asked.value()) {
                failed.add(question + ": " + answer);
            }
        } catch (SQLException e) {
            fail(question, e, start, failed);
        }
    }

    private void fail(String question, SQLException e, long start, List<String> failed) throws SQLException {
        if (SqlStates.of(e).startsWith("08")) {
            throw e;
        }
        // Further lines of a server's message may quote rows.
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        told(question, why, false, start);
        failed.add(question + ": " + why);
    }

    private void told(String question, String answer, boolean passed, long start) {
        events.publish(new RunEvent.RestoreVerified(
                events.now(), question, answer, passed, Duration.ofNanos(System.nanoTime() - start)));
    }
}
