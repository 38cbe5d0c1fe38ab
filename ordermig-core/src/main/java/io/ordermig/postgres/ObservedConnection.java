package io.ordermig.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A session: counts the rows that its statements change, as the server reports them, sees transactions end,
 * and is handed back instead of closed. Everything else passes through, {@code unwrap} included.
 */
final class ObservedConnection implements InvocationHandler {

    private final Connection connection;
    private final SessionWatch watch;
    private final Release release;
    private boolean released;

    /** Takes a connection back. */
    @FunctionalInterface
    interface Release {
        void take(Connection connection) throws SQLException;
    }

    private ObservedConnection(Connection connection, SessionWatch watch, Release release) {
        this.connection = connection;
        this.watch = watch;
        this.release = release;
    }

    static Connection of(Connection connection, SessionWatch watch, Release release) {
        return proxy(Connection.class, new ObservedConnection(connection, watch, release));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                if (!released) {
                    released = true;
                    release.take(connection);
                }
                return null;
            }
            case "isClosed" -> {
                return released || connection.isClosed();
            }
            case "commit", "rollback" -> {
                Object result = call(connection, method, arguments);
                if (arguments == null) {
                    watch.end(method.getName().equals("commit"));
                }
                return result;
            }
            case "setAutoCommit" -> {
                if (watch.isOpen() && arguments != null && Boolean.TRUE.equals(arguments[0])) {
                    // Flyway catches exceptions, not errors: on an error it comes here with the transaction still
                    // open, and this call would commit one half of a migration.
                    connection.rollback();
                    watch.end(false);
                }
                return call(connection, method, arguments);
            }
            case "createStatement" -> {
                return proxy(Statement.class, new Counting(call(connection, method, arguments)));
            }
            case "prepareStatement" -> {
                return proxy(PreparedStatement.class, new Counting(call(connection, method, arguments)));
            }
            default -> {
                return call(connection, method, arguments);
            }
        }
    }

    /** A statement of which each update count is heard once. */
    private final class Counting implements InvocationHandler {
        private final @Nullable Object statement;

        private Counting(@Nullable Object statement) {
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            Object result = call(statement, method, arguments);
            switch (method.getName()) {
                case "executeUpdate", "executeLargeUpdate", "getUpdateCount", "getLargeUpdateCount" -> {
                    if (result instanceof Number count && count.longValue() > 0) {
                        watch.changed(count.longValue());
                    }
                }
                case "executeBatch" -> {
                    if (result instanceof int[] counts) {
                        for (int count : counts) {
                            watch.changed(Math.max(0, count));
                        }
                    }
                }
                default -> {}
            }
            return result;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(ObservedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(@Nullable Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
