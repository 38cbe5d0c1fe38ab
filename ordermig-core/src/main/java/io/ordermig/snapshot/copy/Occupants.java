package io.ordermig.snapshot.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who keeps a database from being copied, or from being renamed.
 *
 * @param sessions its sessions, the oldest first; without autovacuum, which the server sends away itself
 * @param prepared its prepared transactions, which stay although their sessions are gone
 * @param replication what the sessions of replication belong to, for people
 */
public record Occupants(List<Session> sessions, List<String> prepared, List<String> replication) {

    /** A role without rights on others is not told of what kind their sessions are; then they count as clients. */
    private static final String SESSIONS = """
            SELECT a.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''), coalesce(host(a.client_addr), ''),
                   coalesce(a.state, ''),
                   coalesce(to_char(coalesce(a.state_change, a.backend_start), 'YYYY-MM-DD HH24:MI:SSOF'), ''),
                   coalesce(a.backend_type, 'client backend'),
                   coalesce((NOT r.rolsuper OR me.rolsuper)
                     AND (pg_has_role(a.usesysid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE')), false)
              FROM pg_roles me, pg_stat_activity a LEFT JOIN pg_roles r ON r.oid = a.usesysid
             WHERE me.rolname = current_user AND a.datid = ? AND a.pid <> pg_backend_pid()
               AND coalesce(a.backend_type, '') NOT IN ('autovacuum worker', 'parallel worker')
               AND (a.usename IS NOT NULL OR a.backend_type IS NOT NULL)
             ORDER BY a.backend_start, a.pid
            """;

    private static final String PREPARED = """
            SELECT 'Prepared transaction ' || quote_literal(gid) || ' of role ' || owner || ', since '
                     || to_char(prepared, 'YYYY-MM-DD HH24:MI:SSOF')
              FROM pg_prepared_xacts WHERE database = (SELECT datname FROM pg_database WHERE oid = ?) ORDER BY prepared
            """;

    private static final String REPLICATION = """
            SELECT 'Subscription ' || subname || ' writes into the database.'
              FROM pg_subscription WHERE subdbid = ? AND subenabled
            UNION ALL
            SELECT 'Replication slot ' || slot_name || ' is read by the session with pid ' || active_pid || '.'
              FROM pg_replication_slots WHERE datoid = ? AND active
            """;

    /**
     * A session.
     *
     * @param client the address it comes from; empty for this machine or when we may not know
     * @param state what it does, such as {@code idle in transaction}; empty when we may not know
     * @param since since when it does that
     * @param kind what the server calls it, such as {@code client backend} or {@code walsender}
     * @param endable whether we have the right to end it
     */
    public record Session(
            int pid,
            String role,
            String application,
            String client,
            String state,
            String since,
            String kind,
            boolean endable) {

        /** Whether it belongs to a run of ordermig, which ends by itself and must not be cut off. */
        public boolean isRun() {
            return application.startsWith("ordermig/");
        }

        /** Whether it is a session of a program, and not one of replication or of an extension. */
        public boolean isClient() {
            return kind.equals("client backend");
        }

        /** For people. */
        public String title() {
            return "pid " + pid
                    + (role.isEmpty() ? "" : ", role " + role)
                    + (application.isEmpty() ? "" : ", application " + application)
                    + (client.isEmpty() ? "" : ", from " + client)
                    + (isClient() ? "" : ", " + kind)
                    + (state.isEmpty() ? "" : ", " + state)
                    + (since.isEmpty() ? "" : " since " + since);
        }
    }

    /** All of them, now. */
    public static Occupants of(Connection connection, CopySource source) throws SQLException {
        return new Occupants(
                sessions(connection, source),
                texts(connection, PREPARED, source, 1),
                texts(connection, REPLICATION, source, 2));
    }

    /** Its sessions, now. */
    public static List<Session> sessions(Connection connection, CopySource source) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        try (PreparedStatement look = connection.prepareStatement(SESSIONS)) {
            look.setLong(1, source.oid());
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    sessions.add(new Session(
                            row.getInt(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getBoolean(8)));
                }
            }
        }
        return sessions;
    }

    private static List<String> texts(Connection connection, String sql, CopySource source, int parameters)
            throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement look = connection.prepareStatement(sql)) {
            for (int i = 1; i <= parameters; i++) {
                look.setLong(i, source.oid());
            }
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }

    /** Sessions of other runs. */
    public List<Session> runs() {
        return sessions.stream().filter(Session::isRun).toList();
    }

    /** Sessions of everybody else. */
    public List<Session> others() {
        return sessions.stream().filter(session -> !session.isRun()).toList();
    }

    /** Those of the others that cannot be ended: by right, or by what they are. */
    public List<Session> lasting() {
        return others().stream()
                .filter(session -> !session.isClient() || !session.endable())
                .toList();
    }

    /** Whether there is nobody. */
    public boolean isEmpty() {
        return sessions.isEmpty() && prepared.isEmpty();
    }
}
