package io.ordermig.snapshot.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The turn of a run to copy a database or to rename it, as an advisory lock that ends with its session. It is known by
 * what the server knows the database by, and so outlives a change of its name.
 */
public final class DatabaseLock {

    /** Of the two numbers of a lock of ours, the first; the second is the database. */
    private static final long LOCK = 0x6f6d6967L << 32;

    private static final String HOLDER = """
            SELECT 'pid ' || l.pid || coalesce(', application ' || nullif(a.application_name, ''), '')
                     || coalesce(', role ' || a.usename, '')
                     || coalesce(', since ' || to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SSOF'), '')
              FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND l.pid <> pg_backend_pid()
               AND l.classid = (?::bigint >> 32)::oid AND l.objid = ?::oid
            """;

    private DatabaseLock() {}

    /** Takes the turn until the session ends; false when somebody else has it. */
    public static boolean take(Connection connection, long oid) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK | oid);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Which other session has the turn, for people. */
    public static Optional<String> holder(Connection connection, long oid) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(HOLDER)) {
            look.setLong(1, LOCK);
            look.setLong(2, oid);
            try (ResultSet row = look.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
