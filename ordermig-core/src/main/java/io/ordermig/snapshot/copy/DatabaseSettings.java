package io.ordermig.snapshot.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the server keeps about a database outside of it, and leaves out of a copy: who may do what with the database, and
 * the settings of its sessions, for all roles and for single ones. They are applied to the copy itself, where they wait
 * for the day it takes the place of its source; text in a comment would have to be trusted and run on that day.
 * Source: CREATE DATABASE in the PostgreSQL manual.
 */
public final class DatabaseSettings {

    /** Their values are lists of names, and are stored quoted. Source: {@code variable_is_guc_list_quote} of pg_dump. */
    private static final Set<String> NAME_LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    /** No list means the privileges that databases have by default, and an empty one that nobody has any. */
    private static final String PRIVILEGES = """
            SELECT coalesce(r.rolname, ''), coalesce(a.privilege_type, ''), coalesce(a.is_grantable, false), o.rolname
              FROM pg_database d JOIN pg_roles o ON o.oid = d.datdba
              LEFT JOIN LATERAL aclexplode(d.datacl) a ON true
              LEFT JOIN pg_roles r ON r.oid = a.grantee
             WHERE d.oid = ? AND d.datacl IS NOT NULL
             ORDER BY 1, 2
            """;

    private static final String SETTINGS = """
            SELECT coalesce(r.rolname, ''), unnest(s.setconfig)
              FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
             WHERE s.setdatabase = ? AND (s.setrole = 0 OR r.oid IS NOT NULL)
            """;

    private final Connection connection;

    /** Applies them in that session. */
    public DatabaseSettings(Connection connection) {
        this.connection = connection;
    }

    /**
     * One of them.
     *
     * @param title what it is, without its value, which may be a secret
     * @param sql the statement that sets it
     */
    private record One(String title, String sql) {}

    /**
     * Gives a copy what its source has. Runs in the transaction that is open.
     *
     * @return what the role has no right to set, for people
     */
    public List<String> apply(CopySource source, String copy) throws SQLException {
        List<One> all = privileges(source, Quoted.identifier(copy));
        all.addAll(settings(source, Quoted.identifier(copy)));
        List<String> refused = new ArrayList<>();
        for (One one : all) {
            Savepoint before = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.execute(one.sql());
                connection.releaseSavepoint(before);
            } catch (SQLException e) {
                if (SqlState.isConnectionLost(e)) {
                    throw e;
                }
                connection.rollback(before);
                refused.add(one.title());
            }
        }
        return refused;
    }

    private List<One> privileges(CopySource source, String copy) throws SQLException {
        List<One> all = new ArrayList<>();
        try (PreparedStatement look = connection.prepareStatement(PRIVILEGES)) {
            look.setLong(1, source.oid());
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    if (all.isEmpty()) {
                        all.add(new One(
                                "the absence of default privileges",
                                "REVOKE ALL ON DATABASE " + copy + " FROM PUBLIC, "
                                        + Quoted.identifier(row.getString(4))));
                    }
                    String role = row.getString(1);
                    String privilege = row.getString(2);
                    if (privilege.isEmpty()) {
                        continue;
                    }
                    all.add(new One(
                            "the privilege " + privilege + " of " + (role.isEmpty() ? "everybody" : role),
                            "GRANT " + privilege + " ON DATABASE " + copy + " TO "
                                    + (role.isEmpty() ? "PUBLIC" : Quoted.identifier(role))
                                    + (row.getBoolean(3) ? " WITH GRANT OPTION" : "")));
                }
            }
        }
        return all;
    }

    private List<One> settings(CopySource source, String copy) throws SQLException {
        List<One> all = new ArrayList<>();
        try (PreparedStatement look = connection.prepareStatement(SETTINGS)) {
            look.setLong(1, source.oid());
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    String role = row.getString(1);
                    String setting = row.getString(2);
                    int equals = setting.indexOf('=');
                    String name = setting.substring(0, equals);
                    String target = role.isEmpty()
                            ? "ALTER DATABASE " + copy
                            : "ALTER ROLE " + Quoted.identifier(role) + " IN DATABASE " + copy;
                    all.add(new One(
                            "the setting " + name + (role.isEmpty() ? "" : " of " + role),
                            target + " SET " + parameter(name) + " TO " + value(name, setting.substring(equals + 1))));
                }
            }
        }
        return all;
    }

    /** Each part of {@code app.tenant} is a name of its own. */
    private static String parameter(String name) {
        return Quoted.identifier(name).replace(".", "\".\"");
    }

    private static String value(String name, String stored) {
        if (!NAME_LISTS.contains(name)) {
            return Quoted.literal(stored);
        }
        List<String> names = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < stored.length(); i++) {
            char sign = stored.charAt(i);
            if (sign == '"' && quoted && i + 1 < stored.length() && stored.charAt(i + 1) == '"') {
                one.append(sign);
                i++;
            } else if (sign == '"') {
                quoted = !quoted;
            } else if (sign == ',' && !quoted) {
                names.add(Quoted.literal(one.toString()));
                one.setLength(0);
            } else if (quoted || sign != ' ') {
                one.append(sign);
            }
        }
        names.add(Quoted.literal(one.toString()));
        return String.join(", ", names);
    }
}
