package io.ordermig.local;

import io.ordermig.config.Secret;
import io.ordermig.problem.OrdermigException;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;

/**
 * A PostgreSQL server that keeps its data under the project, shared by all who {@link #open} the same folder at the same
 * time: threads, class loaders and JVMs. The first starts it, the last one to {@link #close} stops it. A server that a
 * killed JVM left behind is joined by the next one; a server that was killed brings its data in order when it is started
 * again.
 *
 * <p>The server listens on 127.0.0.1 only, and asks for a password that is made with the data. It does not end with the
 * JVM: without {@link #close}, or {@link #stopOnExit}, it stays.
 *
 * <p>Safe for use by many threads.
 */
public final class LocalPostgres implements AutoCloseable {

    private final SharedServer shared;
    private final SharedServer.Entry entry;
    private final Visit visit;

    private LocalPostgres(SharedServer shared, SharedServer.Entry entry) {
        this.shared = shared;
        this.entry = entry;
        this.visit = new Visit("local-postgres", () -> shared.leave(entry.lease()));
    }

    /**
     * Joins the running server of the folder, or starts it; makes the data, the role and the database when they are
     * missing. Every wait in here ends: with the start timeout, or a small multiple of it while others start or stop.
     *
     * @param sleeper waits between two looks
     * @throws OrdermigException with a {@link LocalProblem}
     */
    public static LocalPostgres open(LocalPostgresConfig config, Sleeper sleeper) {
        SharedServer shared = SharedServer.prepare(config, sleeper);
        return new LocalPostgres(shared, shared.enter());
    }

    /** The address of the application's database, without credentials. */
    public String jdbcUrl() {
        return entry.database().url(port());
    }

    /** The role that owns the database; a superuser. */
    public String user() {
        return entry.database().user();
    }

    /** The role's password. */
    public Secret password() {
        return entry.database().password();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return entry.up().port();
    }

    /** The version the server says it is, such as {@code 18.6}. */
    public String version() {
        return entry.up().version();
    }

    /** Whether this object started the server; false when it joined a running one. */
    public boolean startedHere() {
        return entry.up().startedHere();
    }

    /** A file in the form of {@code ~/.pgpass} with the password, which only its owner can read. */
    public Path passwordFile() {
        return shared.folder().passwordFile();
    }

    /** The server's log. Failed statements are in it, with the values they were about. */
    public Path logFile() {
        return shared.folder().log();
    }

    /** A line for the user's shell that opens psql on the database. */
    public String psqlLine() {
        return new PsqlLine(passwordFile(), port(), user(), entry.database().name()).text(BinariesPlatform.isWindows());
    }

    /**
     * Closes this object when the JVM ends in order (its last line, {@link System#exit}, Ctrl-C, SIGTERM) before anybody
     * else does. Without effect once the JVM is ending.
     *
     * @return this
     */
    public LocalPostgres stopOnExit() {
        visit.endOnExit();
        return this;
    }

    /**
     * Leaves the server; the last one to leave stops it, in order and within a limit. Connections that are still open
     * then are ended. Works for an interrupted thread, too, and does nothing the second time.
     *
     * @throws OrdermigException with {@link LocalProblem#STOP_FAILED} when the server does not stop; nothing is lost then,
     *     and the next {@link #open} joins it
     */
    @Override
    public void close() {
        visit.end();
    }
}
