package io.ordermig.snapshot.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the sessions of a database while another session has begun to copy it, or to rename it.
 *
 * <p>A pool connects again at once, so newcomers have to be held off. {@code ALLOW_CONNECTIONS false} and
 * {@code CONNECTION LIMIT} would do that and would outlive us: killed in between, we would leave the service locked out of
 * its database. The statement that copies does it by itself. Before it looks who is connected it takes a lock on the
 * database that every newcomer needs, then it waits five seconds for the others to leave; they are ended in these
 * seconds. Whatever becomes of us, the lock goes with the session that holds it, and newcomers, who were waiting, get
 * in. So does the statement that renames. Source: {@code createdb}, {@code RenameDatabase} and {@code InitPostgres} of PostgreSQL, the same from 13 to 18.
 */
public final class SessionEnding {

    private static final String HELD = """
            SELECT EXISTS (SELECT FROM pg_locks WHERE pid = ? AND locktype = 'object'
                             AND classid = 'pg_database'::regclass AND objid = ? AND mode IN ('ShareLock', 'AccessExclusiveLock') AND granted)
            """;

    private static final String END =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ? AND datid = ?";

    private final Connection connection;
    private final CopySource source;
    private final int copier;
    private boolean listed;
    private List<Occupants.Session> ended = List.of();
    private List<Occupants.Session> leaving = List.of();

    /**
     * Nobody is ended yet.
     *
     * @param connection a session beside the one that copies or renames
     * @param copier the pid of the one that copies or renames
     */
    public SessionEnding(Connection connection, CopySource source, int copier) {
        this.connection = connection;
        this.source = source;
        this.copier = copier;
    }

    /** Ends those who are still there. To be called again and again while the statement runs. */
    public void look() throws SQLException {
        if (!listed) {
            list();
        }
        List<Occupants.Session> left = new ArrayList<>();
        for (Occupants.Session session : leaving) {
            if (end(session)) {
                left.add(session);
            }
        }
        leaving = left;
    }

    /** Whether it was still there. */
    private boolean end(Occupants.Session session) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END)) {
            end.setInt(1, session.pid());
            end.setLong(2, source.oid());
            try (ResultSet row = end.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Only who is connected while newcomers are held off is ended: whoever comes later harms nobody. */
    private void list() throws SQLException {
        if (!isHeld()) {
            return;
        }
        List<Occupants.Session> found = new ArrayList<>();
        for (Occupants.Session session : Occupants.sessions(connection, source)) {
            if (session.isClient() && session.endable() && !session.isRun()) {
                found.add(session);
            }
        }
        if (isHeld()) {
            ended = found;
            leaving = found;
            listed = true;
        }
    }

    private boolean isHeld() throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(HELD)) {
            look.setInt(1, copier);
            look.setLong(2, source.oid());
            try (ResultSet row = look.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Whom it told to end. */
    public List<Occupants.Session> ended() {
        return ended;
    }
}
