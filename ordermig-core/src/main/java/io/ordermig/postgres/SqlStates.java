package io.ordermig.postgres;

import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What SQLSTATE codes mean to a run. Source: appendix A of the PostgreSQL manual. */
final class SqlStates {

    static final String LOCK_NOT_AVAILABLE = "55P03";
    static final String DEADLOCK = "40P01";
    static final String CANCELED = "57014";
    static final String NO_RIGHT = "42501";
    static final String DATABASE_MISSING = "3D000";

    private static final String REJECTED_BY_DRIVER = "08004";

    private static final Set<String> STARTING_OR_FULL = Set.of("57P03", "53300", "57P01", "57P02");

    private SqlStates() {}

    static String of(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** Whether the same connection attempt may succeed a moment later. */
    static boolean isPassing(SQLException e) {
        String state = of(e);
        return (isUnreachable(state) && !isTls(e) && !isAuthentication(e)) || STARTING_OR_FULL.contains(state);
    }

    static boolean isUnreachable(String state) {
        return state.startsWith("08");
    }

    static boolean isUnavailable(String state) {
        return STARTING_OR_FULL.contains(state);
    }

    /** Whether the role is not let in; a missing password is found by the driver, under a code of its own. */
    static boolean isAuthentication(SQLException e) {
        return of(e).startsWith("28")
                || of(e).equals(NO_RIGHT)
                || (of(e).equals(REJECTED_BY_DRIVER)
                        && String.valueOf(e.getMessage()).contains("no password"));
    }

    /** Whether the server refuses a statement because it stands in a transaction. */
    static boolean needsNoTransaction(String state) {
        return state.equals("25001") || state.equals("2D000");
    }

    static boolean isFull(String state) {
        return state.equals("53100") || state.equals("53200") || state.equals("53400");
    }

    /** Whether the TLS handshake failed; the driver reports that as a connection failure. */
    static boolean isTls(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof CertificateException) {
                return true;
            }
        }
        String message = String.valueOf(e.getMessage());
        return message.contains("SSL")
                || message.contains("sslmode")
                || message.contains("certificate")
                || message.contains("hostnameverifier");
    }
}
