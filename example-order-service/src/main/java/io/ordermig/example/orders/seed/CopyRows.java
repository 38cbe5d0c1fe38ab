package io.ordermig.example.orders.seed;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into one table, in the text format of {@code COPY}; only a buffer of them is in memory. Source:
 * PostgreSQL documentation, COPY, file formats.
 */
final class CopyRows implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(BUFFER + 4_096);
    private boolean rowBegun;

    /**
     * Begins to copy.
     *
     * @param target the table with its columns, in the order in which values will come
     */
    CopyRows(Connection connection, String target) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN");
    }

    CopyRows value(@Nullable String value) {
        separate();
        if (value == null) {
            buffer.append("\\N");
        } else {
            appendEscaped(value);
        }
        return this;
    }

    CopyRows value(UUID value) {
        separate();
        buffer.append(value);
        return this;
    }

    CopyRows value(long value) {
        separate();
        buffer.append(value);
        return this;
    }

    CopyRows value(Instant value) {
        separate();
        buffer.append(value);
        return this;
    }

    /** An amount of money, given in cents. */
    CopyRows cents(long cents) {
        separate();
        buffer.append(cents / 100).append('.').append(cents / 10 % 10).append(cents % 10);
        return this;
    }

    void endRow() throws SQLException {
        buffer.append('\n');
        rowBegun = false;
        if (buffer.length() >= BUFFER) {
            send();
        }
    }

    /**
     * Sends what is left, and ends the copying.
     *
     * @return how many rows the table took
     */
    long finish() throws SQLException {
        send();
        return copy.endCopy();
    }

    /** Gives the copying up unless it is finished. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void separate() {
        if (rowBegun) {
            buffer.append('\t');
        }
        rowBegun = true;
    }

    private void appendEscaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                default -> buffer.append(c);
            }
        }
    }

    private void send() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }
}
