package io.ordermig.postgres;

import io.ordermig.config.ConfigProblem;
import io.ordermig.config.ConnectionConfig;
import io.ordermig.config.LimitsConfig;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Opens the session of one run: named after the run, with a limit on waiting for locks, protected as {@link TlsPolicy}
 * says, tried again while the server cannot be reached. Close it to end the session. Thread-safe.
 *
 * <p>All connections are handles on one session, which outlives Flyway's commands. That saves connecting anew, and it
 * makes a migration one with its row in the history: Flyway writes that row on a connection of its own, just before it
 * commits the migration on another. On one session both are the same transaction, so that a commit that fails, or a
 * kill in between, cannot leave a row for a migration that was rolled back.
 */
final class SessionDataSource implements DataSource, AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final ConnectionConfig config;
    private final Properties properties;
    private final String setUp;
    private final SessionWatch watch;
    private final Sleeper sleeper;
    private final RunEvents events;
    private @Nullable Connection shared;
    private int handles;

    SessionDataSource(
            ConnectionConfig config, LimitsConfig limits, Session session, SessionWatch watch, RunEvents events) {
        this.config = config;
        this.watch = watch;
        this.events = events;
        this.sleeper = session.sleeper();
        this.properties = properties(config, session);
        this.setUp = setLimits("SET ", limits.lockTimeout(), limits.statementTimeout())
                + (config.initSql().isEmpty() ? "" : ";" + config.initSql());
    }

    /**
     * What sessions have in common.
     *
     * @param run the id of the run, by which its sessions can be told in {@code pg_stat_activity}
     */
    record Session(String run, ClassLoader classes, Sleeper sleeper) {}

    private static Properties properties(ConnectionConfig config, Session session) {
        Properties properties = new Properties();
        properties.putAll(config.properties());
        if (!config.user().isEmpty()) {
            properties.setProperty("user", config.user());
        }
        if (!config.password().isEmpty()) {
            properties.setProperty("password", config.password().reveal());
        }
        properties.setProperty("ApplicationName", "ordermig/" + session.run());
        properties.putIfAbsent("tcpKeepAlive", "true");
        // The details of a server's error may quote rows, and would get into every log and stack trace.
        properties.putIfAbsent("logServerErrorDetail", "false");
        new TlsPolicy(config.tls(), session.classes()).apply(parsedUrl(config), properties);
        return properties;
    }

    private static Properties parsedUrl(ConnectionConfig config) {
        // The driver logs a URL that it cannot read, so it is shown the one without secrets first.
        Properties parsed = Driver.parseURL(config.address(), null);
        if (parsed == null) {
            throw new OrdermigException(
                    Problem.of(ConfigProblem.INVALID_VALUE, "The value of url cannot be used: " + config.address())
                            .where("parameter url")
                            .detail("Expected a PostgreSQL URL, jdbc:postgresql://<host>:<port>/<database>.")
                            .fix("Correct the value of url.")
                            .build());
        }
        return parsed;
    }

    /** The statements that set both limits, {@code scope} being {@code SET} or {@code SET LOCAL}. */
    static String setLimits(String scope, Duration lockTimeout, Duration statementTimeout) {
        return scope + "lock_timeout = " + lockTimeout.toMillis() + ";" + scope + "statement_timeout = "
                + statementTimeout.toMillis();
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        Connection connection = shared;
        if (connection == null || connection.isClosed()) {
            connection = connect();
            shared = connection;
            handles = 0;
        }
        handles++;
        return ObservedConnection.of(connection, watch, this::takeBack);
    }

    private Connection connect() throws SQLException {
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            try {
                return open();
            } catch (SQLException e) {
                if (attempt > config.retry().retries() || !SqlStates.isPassing(e)) {
                    throw e;
                }
                events.publish(new RunEvent.ConnectRetried(
                        events.now(),
                        PostgresEngine.STORE,
                        config.address(),
                        config.password().maskIn(String.valueOf(e.getMessage())),
                        attempt,
                        wait));
                pause(wait, e);
                Duration doubled = wait.multipliedBy(2);
                wait = doubled.compareTo(config.retry().maxInterval()) > 0
                        ? config.retry().maxInterval()
                        : doubled;
            }
        }
    }

    private void pause(Duration wait, SQLException reason) throws SQLException {
        try {
            // Up to a tenth more, so that many builds do not come back at the same instant.
            sleeper.sleep(wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 10 + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    private Connection open() throws SQLException {
        Connection connection = new Driver().connect(config.url(), properties);
        if (connection == null) {
            throw new SQLException("The PostgreSQL driver does not accept the URL " + config.address());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(setUp);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized void takeBack(Connection connection) throws SQLException {
        if (connection != shared) {
            connection.close();
            return;
        }
        handles--;
        if (handles == 0 && !connection.isClosed() && !connection.getAutoCommit()) {
            // Nobody can end that transaction any more.
            connection.close();
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The sessions of a run share one role.");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // The driver logs through java.util.logging.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        properties.setProperty("loginTimeout", Integer.toString(seconds));
    }

    @Override
    public int getLoginTimeout() {
        return Integer.parseInt(properties.getProperty("loginTimeout", "0"));
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
