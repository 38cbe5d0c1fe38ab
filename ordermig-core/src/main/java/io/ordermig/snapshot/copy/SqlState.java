package io.ordermig.snapshot.copy;

import java.sql.SQLException;

/** What SQLSTATE codes mean to the copying of a database. Source: appendix A of the PostgreSQL manual. */
public final class SqlState {

    /** The role has no right to it. */
    public static final String NO_RIGHT = "42501";

    static final String DISK_FULL = "53100";
    /** Somebody is connected to the database. */
    public static final String IN_USE = "55006";
    /** The statement was cancelled, or took longer than it may. */
    public static final String CANCELED = "57014";

    static final String DATABASE_MISSING = "3D000";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    private SqlState() {}

    /** Whether it is that one. */
    public static boolean is(SQLException e, String state) {
        return state.equals(e.getSQLState());
    }

    /** Whether another database has the name already. */
    public static boolean isNameTaken(SQLException e) {
        return is(e, "42P04") || is(e, "23505");
    }

    /** Whether the session is gone, so that the outcome of its statement is not known. */
    public static boolean isConnectionLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether a lock was not had within the time that may be waited for it, so that it may be had the next time. */
    public static boolean isAboutLocks(SQLException e) {
        return is(e, LOCK_NOT_AVAILABLE) || is(e, DEADLOCK);
    }

    /** Whether another way of copying may do where this one failed: the file system or the server lacks it. */
    static boolean isAboutTheWay(SQLException e) {
        return !is(e, NO_RIGHT)
                && !is(e, DISK_FULL)
                && !is(e, IN_USE)
                && !is(e, CANCELED)
                && !is(e, DATABASE_MISSING)
                && !isNameTaken(e)
                && !isConnectionLost(e);
    }
}
