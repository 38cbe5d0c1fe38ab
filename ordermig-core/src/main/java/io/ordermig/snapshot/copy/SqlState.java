package io.ordermig.snapshot.copy;

import java.sql.SQLException;

/** What SQLSTATE codes mean to the copying of a database. Source: appendix A of the PostgreSQL manual. */
final class SqlState {

    static final String NO_RIGHT = "42501";
    static final String DISK_FULL = "53100";
    static final String IN_USE = "55006";
    static final String CANCELED = "57014";
    static final String DATABASE_MISSING = "3D000";

    private SqlState() {}

    static boolean is(SQLException e, String state) {
        return state.equals(e.getSQLState());
    }

    /** Whether another database has the name already. */
    static boolean isNameTaken(SQLException e) {
        return is(e, "42P04") || is(e, "23505");
    }

    /** Whether the session is gone, so that the outcome of its statement is not known. */
    static boolean isConnectionLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
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
