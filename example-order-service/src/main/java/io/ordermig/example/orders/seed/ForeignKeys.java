package io.ordermig.example.orders.seed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Foreign keys that are away while rows are copied. Checking them row by row takes most of the time of a large load;
 * adding them again checks all rows at once, by a join. Source: PostgreSQL documentation, Populating a Database.
 */
final class ForeignKeys {

    /** The statements that take a key away and bring it back as it was. */
    private record ForeignKey(String drop, String add) {}

    private final List<ForeignKey> keys;

    private ForeignKeys(List<ForeignKey> keys) {
        this.keys = keys;
    }

    /** Those of the tables, from the catalog. */
    static ForeignKeys of(Connection connection, List<String> tables) throws SQLException {
        String sql = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),"
                + " format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))"
                + " FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY (?::regclass[]) ORDER BY oid";
        List<ForeignKey> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(new ForeignKey(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return new ForeignKeys(keys);
    }

    void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ForeignKey key : keys) {
                statement.execute(key.drop());
            }
        }
    }

    void add(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ForeignKey key : keys) {
                statement.execute(key.add());
            }
        }
    }
}
