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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Opens the sessions of one run: named after the run, with a limit on waiting for locks, protected as {@link TlsPolicy}
 * says, tried again while the server cannot be reached. Keeps what Flyway closes for its next command, so that a run
 * without callbacks connects once. Close it to end the sessions. Thread-safe.
 */
final class SessionDataSource implements DataSource, AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final ConnectionConfig config;
    private final Properties properties;
    private final String setUp;
    private final SessionWatch watch;
    private final Sleeper sleeper;
    private final RunEvents events;
    private final Deque<Connection> idle = new ArrayDeque<>();

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
    public Connection getConnection() throws SQLException {
        Connection connection;
        synchronized (idle) {
            connection = idle.pollFirst();
        }
        return ObservedConnection.of(connection == null ? connect() : connection, watch, this::takeBack);
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

    private void takeBack(Connection connection) throws SQLException {
        if (connection.isClosed() || !connection.getAutoCommit()) {
            connection.close();
            return;
        }
        synchronized (idle) {
            idle.addFirst(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            for (Connection connection : idle) {
                connection.close();
            }
            idle.clear();
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
