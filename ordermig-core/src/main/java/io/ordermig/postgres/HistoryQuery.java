package io.ordermig.postgres;

import io.ordermig.config.PostgresConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.Utils;

/** Asks the history itself what Flyway does not tell. */
final class HistoryQuery {

    private HistoryQuery() {}

    /**
     * How long ago the last migration ended. The history notes when its transaction began, in the time zone of the
     * session, and how long it took.
     */
    static Optional<Duration> sinceLastChange(Connection connection, PostgresConfig config, String schema)
            throws SQLException {
        String table = quoted(schema) + "." + quoted(config.history().table());
        if (!exists(connection, table)) {
            return Optional.empty();
        }
        String age = "SELECT (extract(epoch FROM localtimestamp"
                + " - max(installed_on + execution_time * interval '1 millisecond')) * 1000)::bigint FROM " + table;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(age)) {
            row.next();
            long millis = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, millis)));
        }
    }

    /** The versions that were applied; empty when there is no history. */
    static List<String> versions(Connection connection, PostgresConfig config, String schema) throws SQLException {
        String table = quoted(schema) + "." + quoted(config.history().table());
        List<String> versions = new ArrayList<>();
        if (!exists(connection, table)) {
            return versions;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version FROM " + table + " WHERE success AND version IS NOT NULL")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return versions;
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String quoted(String name) throws SQLException {
        return Utils.escapeIdentifier(new StringBuilder(), name).toString();
    }
}
