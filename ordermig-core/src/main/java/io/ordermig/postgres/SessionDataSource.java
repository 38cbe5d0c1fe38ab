package io.ordermig.postgres;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.config.LimitsConfig;
import io.ordermig.event.RunEvents;
import io.ordermig.time.Sleeper;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one run, with a limit on waiting for locks. Keeps what Flyway closes for its next command, so that a run
 * without callbacks connects once. Close it to end the sessions. Thread-safe.
 */
final class SessionDataSource implements DataSource, AutoCloseable {

    private final Connector connector;
    private final String setUp;
    private final SessionWatch watch;
    private final Deque<Connection> idle = new ArrayDeque<>();

    SessionDataSource(
            ConnectionConfig config, LimitsConfig limits, Session session, SessionWatch watch, RunEvents events) {
        this.watch = watch;
        this.connector = new Connector(config, session, events);
        this.setUp = setLimits("SET ", limits.lockTimeout(), limits.statementTimeout())
                + (config.initSql().isEmpty() ? "" : ";" + config.initSql());
    }

    /**
     * What sessions have in common.
     *
     * @param run the id of the run, by which its sessions can be told in {@code pg_stat_activity}
     */
    record Session(String run, ClassLoader classes, Sleeper sleeper) {}

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
        return ObservedConnection.of(connection == null ? open() : connection, watch, this::takeBack);
    }

    private Connection open() throws SQLException {
        Connection connection = connector.connect();
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

    /** Ends the sessions that nobody uses now; the next one is opened anew. */
    void closeIdle() throws SQLException {
        synchronized (idle) {
            for (Connection connection : idle) {
                connection.close();
            }
            idle.clear();
        }
    }

    @Override
    public void close() throws SQLException {
        closeIdle();
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
        connector.loginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return connector.loginTimeout();
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
