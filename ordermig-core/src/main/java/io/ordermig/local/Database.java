package io.ordermig.local;

import io.ordermig.config.Secret;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * The application's database, seen through connections.
 *
 * @param name its name
 * @param user the role that owns it
 * @param password the password of that role and of {@link #OWNER}
 */
record Database(String name, String user, Secret password) {

    /** The superuser that a cluster is made with. */
    static final String OWNER = "postgres";

    private static final long LEAST_SECONDS = 2;
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String STARTING_OR_STOPPING = "57P03";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /**
     * What the server says of itself.
     *
     * @param version such as {@code 18.6}
     * @param dataDirectory the folder it serves
     */
    record Answer(String version, String dataDirectory) {

        /** Whether the server serves this folder. */
        boolean isFrom(Path data) throws IOException {
            try {
                return Files.isSameFile(Path.of(dataDirectory), data);
            } catch (InvalidPathException e) {
                return false;
            }
        }
    }

    /** The address of the database. */
    String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /**
     * Asks over a connection to the database; makes role and database first when they are missing.
     *
     * @param limit how long the server may keep silent
     */
    Answer ask(int port, Duration limit) throws SQLException {
        try {
            return asked(port, limit);
        } catch (SQLException e) {
            // a role that does not exist is told as a wrong password, or as what it is when pg_hba.conf was opened
            boolean mayBeMissing = NO_SUCH_DATABASE.equals(e.getSQLState()) || (isRefusal(e) && !user.equals(OWNER));
            if (!mayBeMissing) {
                throw e;
            }
            create(port, limit);
            return asked(port, limit);
        }
    }

    /** Whether the same question may be answered a moment later. */
    static boolean isPassing(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.equals(STARTING_OR_STOPPING) || state.equals(TOO_MANY_CONNECTIONS);
    }

    private static boolean isRefusal(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("28");
    }

    /** Says what an error that does not pass means. */
    OrdermigException problem(SQLException e, Path passwordFile, Path data) {
        boolean password = isRefusal(e);
        Problem.Builder problem = (password ? LocalProblem.PASSWORD_REFUSED : LocalProblem.DATABASE_UNUSABLE)
                .says(
                        password
                                ? "The local PostgreSQL server refuses the password that is kept for it."
                                : "The database of the local PostgreSQL server cannot be created or used.")
                .where(password ? passwordFile.toString() : "database " + name + ", role " + user)
                .detail(String.valueOf(e.getMessage()));
        if (password) {
            problem.fix("If somebody changed the password of role " + user + ", put it into that file.");
        } else {
            LocalFolder.addSpace(problem, data);
            problem.fix("Mend what the server complains about, and run again.");
        }
        return new OrdermigException(
                problem.fix("Delete " + data + " to throw the data away and begin with an empty database.")
                        .build(),
                e);
    }

    private Answer asked(int port, Duration limit) throws SQLException {
        try (Connection connection = connect(url(port), user, limit);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT split_part(current_setting('server_version'), ' ', 1), "
                        + "current_setting('data_directory')")) {
            row.next();
            return new Answer(row.getString(1), row.getString(2));
        }
    }

    private void create(int port, Duration limit) throws SQLException {
        try (Connection connection = connect("jdbc:postgresql://127.0.0.1:" + port + "/postgres", OWNER, limit);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", user)) {
                connection.setAutoCommit(false);
                statement.execute("CREATE ROLE " + quoted(connection, user) + " SUPERUSER LOGIN");
                // hashes on this side: the password itself never gets into the server's log
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(user, password.reveal().toCharArray(), "scram-sha-256");
                connection.commit();
                connection.setAutoCommit(true);
            }
            if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + quoted(connection, name) + " OWNER " + quoted(connection, user));
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String quoted(Connection connection, String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }

    private Connection connect(String url, String as, Duration limit) throws SQLException {
        String seconds = Long.toString(Math.max(LEAST_SECONDS, limit.toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", as);
        properties.setProperty("password", password.reveal());
        properties.setProperty("ApplicationName", "ordermig/local");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        // not by DriverManager: it knows only the drivers of the class loader it was first used from
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("The PostgreSQL driver does not know the address " + url);
        }
        return connection;
    }
}
