package io.ordermig.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/**
 * The answer to a query that is to return one row with one boolean.
 *
 * @param value the answer; false when there is a fault
 * @param fault why it is none, a sentence; empty when it is one
 */
record BooleanAnswer(boolean value, String fault) {

    /** Asks. */
    static BooleanAnswer to(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            boolean isBoolean = rows.getMetaData().getColumnCount() == 1
                    && (rows.getMetaData().getColumnType(1) == Types.BIT
                            || rows.getMetaData().getColumnType(1) == Types.BOOLEAN);
            if (!isBoolean) {
                return new BooleanAnswer(false, "It returns something else.");
            }
            if (!rows.next()) {
                return new BooleanAnswer(false, "It returned no row.");
            }
            boolean value = rows.getBoolean(1);
            if (rows.wasNull()) {
                return new BooleanAnswer(false, "It returned NULL, which is neither true nor false.");
            }
            return rows.next()
                    ? new BooleanAnswer(false, "It returned more than one row.")
                    : new BooleanAnswer(value, "");
        }
    }
}
