package io.ordermig.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that counts the rows its statements change, as the server reports them, and that is handed back instead
 * of closed. Everything else passes through, {@code unwrap} included.
 */
final class ObservedConnection implements InvocationHandler {

    private final Connection connection;
    private final LongConsumer rows;
    private final Release release;
    private boolean released;

    /** Takes a connection back. */
    @FunctionalInterface
    interface Release {
        void take(Connection connection) throws SQLException;
    }

    private ObservedConnection(Connection connection, LongConsumer rows, Release release) {
        this.connection = connection;
        this.rows = rows;
        this.release = release;
    }

    static Connection of(Connection connection, LongConsumer rows, Release release) {
        return proxy(Connection.class, new ObservedConnection(connection, rows, release));
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
                        rows.accept(count.longValue());
                    }
                }
                case "executeBatch" -> {
                    if (result instanceof int[] counts) {
                        for (int count : counts) {
                            rows.accept(Math.max(0, count));
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
