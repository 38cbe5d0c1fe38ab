package io.ordermig.postgres;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong between ordermig and a PostgreSQL server. */
public enum PostgresProblem implements ProblemCode {
    /** Nothing answers at the address. */
    UNREACHABLE("connection/unreachable", Fault.ENVIRONMENT),
    /** The server does not accept the role or its password. */
    AUTHENTICATION("connection/authentication", Fault.USER),
    /** The server has no such database. */
    DATABASE_MISSING("connection/database-missing", Fault.USER),
    /** The connection could not be protected as required. */
    TLS("connection/tls", Fault.USER),
    /** The server answers but takes no more connections, or is starting or stopping. */
    UNAVAILABLE("connection/unavailable", Fault.ENVIRONMENT),
    /** The server is a standby or refuses writes. */
    READ_ONLY("connection/read-only", Fault.USER),
    /** The connection broke in the middle of the run. */
    CONNECTION_LOST("connection/lost", Fault.ENVIRONMENT),

    /** A statement of a migration was refused by the server. */
    STATEMENT_FAILED("migrations/statement-failed", Fault.USER),
    /** A Java migration threw. */
    JAVA_FAILED("migrations/java-failed", Fault.USER),
    /** A Java migration cannot be loaded or created. */
    JAVA_UNUSABLE("migrations/java-unusable", Fault.USER),
    /** A verification was answered with false. */
    NOT_VERIFIED("migrations/not-verified", Fault.USER),
    /** A verification is not a query that returns one boolean. */
    VERIFICATION_UNUSABLE("migrations/verification-unusable", Fault.USER),
    /** Two migrations have the same version. */
    DUPLICATE_VERSION("migrations/duplicate-version", Fault.USER),
    /** The target version does not exist. */
    TARGET_UNKNOWN("migrations/target-unknown", Fault.USER),

    /** What was applied differs from the files. */
    HISTORY_MISMATCH("history/mismatch", Fault.USER),
    /** The history holds a migration that failed. */
    FAILED_ROW("history/failed-row", Fault.USER),
    /** The schema is not empty and has no history. */
    NOT_MANAGED("history/not-managed", Fault.USER),
    /** The history already has other rows than the baseline asked for. */
    BASELINE_REFUSED("history/baseline-refused", Fault.USER),
    /** A schema under management does not exist, and is not to be created. */
    SCHEMA_MISSING("history/schema-missing", Fault.USER),
    /** Another run holds the lock on the history. */
    HISTORY_LOCKED("history/locked", Fault.ENVIRONMENT),

    /** A lock was not granted in time. */
    LOCK_TIMEOUT("locks/timeout", Fault.ENVIRONMENT),
    /** Two transactions waited for each other. */
    DEADLOCK("locks/deadlock", Fault.ENVIRONMENT),
    /** A statement ran longer than allowed. */
    STATEMENT_TIMEOUT("limits/statement-timeout", Fault.USER),
    /** The server has run out of disk or memory. */
    SERVER_FULL("limits/server-full", Fault.ENVIRONMENT),

    /** {@code clean} without a confirmation that names the database. */
    CLEAN_REFUSED("clean/refused", Fault.USER),
    /** Anything that has no code of its own. */
    UNEXPECTED("postgres/unexpected", Fault.INTERNAL);

    private final String id;
    private final Fault fault;

    PostgresProblem(String id, Fault fault) {
        this.id = id;
        this.fault = fault;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Fault fault() {
        return fault;
    }
}
