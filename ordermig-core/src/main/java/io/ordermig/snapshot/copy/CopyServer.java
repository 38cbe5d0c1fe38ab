package io.ordermig.snapshot.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A server, and who we are on it.
 *
 * @param number its version as a number, such as {@code 180004}
 * @param version its version for people, such as {@code 18.4}
 * @param rds whether Amazon runs it
 * @param clones whether it can let the file system share the blocks of copied files
 * @param role the role of the session
 * @param superuser whether that role may do anything
 * @param createsDatabases whether that role may create databases
 */
public record CopyServer(
        int number,
        String version,
        boolean rds,
        boolean clones,
        String role,
        boolean superuser,
        boolean createsDatabases) {

    private static final String LOOK = """
            SELECT current_setting('server_version_num')::int,
                   split_part(current_setting('server_version'), ' ', 1),
                   current_setting('rds.extensions', true) IS NOT NULL
                     OR EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_superuser'),
                   EXISTS (SELECT FROM pg_settings WHERE name = 'file_copy_method' AND 'clone' = ANY (enumvals)),
                   rolname, rolsuper, rolcreatedb
              FROM pg_roles WHERE rolname = current_user
            """;

    /** Limits of the role that would end or stop a session which has to wait; not every version has all of them. */
    private static final String NO_LIMITS = """
            SELECT set_config(name, '0', false) FROM pg_settings
             WHERE name IN ('lock_timeout', 'idle_session_timeout', 'transaction_timeout')
            """;

    /** Asks the server, and frees the session from limits that are set for the role. */
    public static CopyServer of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(NO_LIMITS);
            try (ResultSet row = statement.executeQuery(LOOK)) {
                row.next();
                return new CopyServer(
                        row.getInt(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getBoolean(7));
            }
        }
    }

    /** Product and version, as a listing shows them. */
    public String engine() {
        return "postgres " + version;
    }
}
