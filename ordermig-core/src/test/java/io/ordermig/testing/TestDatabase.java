package io.ordermig.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One database for one test, with short ways to ask it. A superuser's. */
public record TestDatabase(String url, String name, String user, String password) {

    /** A connection of its own; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query, each with its columns joined by {@code |}; NULL is {@code null}. */
    public List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                result.add(String.join("|", cells));
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one cell of a query. */
    public String value(String query) {
        return rows(query).get(0);
    }

    /** Asks again and again until the one cell of a query is true; fails after half a minute. */
    public void await(String query) {
        Instant end = Instant.now().plusSeconds(30);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    if (rows.next() && rows.getBoolean(1)) {
                        return;
                    }
                }
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("never came true: " + query);
                }
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects again and again until the server does not let a role in with a password; fails after half a minute. */
    public void awaitRefusal(String role, String wrong) {
        Instant end = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(end)) {
            try (Connection accepted = DriverManager.getConnection(url, role, wrong)) {
                Thread.onSpinWait();
            } catch (SQLException refused) {
                return;
            }
        }
        throw new AssertionError("the server goes on to let " + role + " in");
    }

    /** Whether a table, view or index of that name exists in the search path. */
    public boolean has(String relation) {
        return value("SELECT to_regclass('" + relation + "') IS NOT NULL").equals("t");
    }
}
