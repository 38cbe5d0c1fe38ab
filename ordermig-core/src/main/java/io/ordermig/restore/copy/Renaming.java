package io.ordermig.restore.copy;

import io.ordermig.config.SnapshotConfig.OnConnected;
import io.ordermig.postgres.MaintenanceSession;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.copy.CopyServer;
import io.ordermig.snapshot.copy.CopySource;
import io.ordermig.snapshot.copy.Occupants;
import io.ordermig.snapshot.copy.Quoted;
import io.ordermig.snapshot.copy.SessionEnding;
import io.ordermig.snapshot.copy.SqlState;
import io.ordermig.snapshot.copy.StatementRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One transaction that changes the names of databases, made again when a lock cannot be had at once.
 *
 * <p>The statement that renames a database takes a lock on it that each newcomer needs, then it gives those who are
 * connected five seconds to leave; whoever may be is ended in these seconds. Nothing is changed to keep newcomers away,
 * so that there is nothing to repair when we are killed. Source: {@code RenameDatabase} of PostgreSQL.
 */
final class Renaming {

    private static final Duration TICK = Duration.ofMillis(50);

    /** Newcomers queue behind a statement that waits for its lock. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final int LOCK_ATTEMPTS = 8;

    /** How often the server may say that others are connected. Each time it has waited five seconds for them to leave. */
    private static final int USE_ATTEMPTS = 2;

    private static final String BLOCKERS = """
            SELECT 'pid ' || pid || coalesce(', application ' || nullif(application_name, ''), '')
                     || coalesce(', role ' || usename, '') || coalesce(', ' || state, '')
              FROM pg_stat_activity WHERE pid = ANY (pg_blocking_pids(?))
            """;

    private final RestoreContext context;
    private final Supplier<MaintenanceSession> sessions;
    private final Connection connection;
    private final RestoreFailures failures;
    private final CopyServer server;
    private final Instant end;
    private final List<Occupants.Session> ended = new ArrayList<>();
    private String blockers = "";

    /**
     * Renames in a session.
     *
     * @param sessions further sessions of the same role
     * @param connection the session that renames
     * @param end when the budget is over
     */
    Renaming(
            RestoreContext context,
            Supplier<MaintenanceSession> sessions,
            Connection connection,
            RestoreFailures failures,
            CopyServer server,
            Instant end) {
        this.context = context;
        this.sessions = sessions;
        this.connection = connection;
        this.failures = failures;
        this.server = server;
        this.end = end;
    }

    /** What else the transaction does. */
    @FunctionalInterface
    interface Rest {
        /** Does it in that session. */
        void in(Connection connection) throws SQLException;
    }

    /**
     * Renames a database that may be in use, and does the rest.
     *
     * @param first the database that is renamed first
     * @param name its new name
     * @return how long nobody could come in, in the attempt that succeeded
     * @throws OrdermigException when it cannot be done; then nothing is changed
     */
    Duration run(CopySource first, String name, StepEvents events, Rest rest)
            throws SQLException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        int used = 0;
        for (int attempt = 1; ; attempt++) {
            Instant began = context.snapshots().clock().instant();
            try {
                attempt(first, name, events, rest);
                return Duration.between(began, context.snapshots().clock().instant());
            } catch (SQLException e) {
                rollBack(e);
                if (SqlState.is(e, SqlState.IN_USE)) {
                    used++;
                    if (used == USE_ATTEMPTS) {
                        throw inUse(first, e);
                    }
                } else if (!SqlState.isAboutLocks(e)) {
                    throw e;
                } else if (attempt >= LOCK_ATTEMPTS) {
                    throw failures.locked(blockers, e);
                }
                if (!context.snapshots().clock().instant().plus(pause).isBefore(end)) {
                    throw suppressing(failures.timedOut(context.config().timeout()), e);
                }
            } catch (InterruptedException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
            context.snapshots().sleeper().sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private OrdermigException inUse(CopySource first, SQLException e) throws SQLException {
        Occupants who = Occupants.of(connection, first);
        return suppressing(
                new OrdermigException(
                        who.runs().isEmpty()
                                ? failures.connected(server, who, ended.size())
                                : failures.running(who.runs().get(0).title())),
                e);
    }

    private static OrdermigException suppressing(OrdermigException told, SQLException e) {
        told.addSuppressed(e);
        return told;
    }

    private void attempt(CopySource first, String name, StepEvents events, Rest rest)
            throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        int pid;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT.toMillis());
            statement.execute("SET LOCAL statement_timeout = " + LONGEST_STATEMENT.toMillis());
            try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                pid = row.getInt(1);
            }
        }
        String sql = rename(first.name(), name);
        try (MaintenanceSession beside = sessions.get()) {
            SessionEnding ending = new SessionEnding(beside.connection(), first, pid);
            try {
                StatementRun.start(connection, sql)
                        .await(TICK, () -> look(beside.connection(), pid, first, ending, events));
            } finally {
                add(first.name(), ending.ended());
            }
        }
        rest.in(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void look(Connection beside, int pid, CopySource first, SessionEnding ending, StepEvents events)
            throws SQLException {
        if (context.snapshots()
                .clock()
                .instant()
                .isAfter(end.plus(LONGEST_STATEMENT).plus(SILENCE))) {
            throw new SQLException("The server does not answer any more.", "08006");
        }
        if (context.snapshots().config().onConnected() == OnConnected.TERMINATE) {
            ending.look();
        }
        String now = blockers(beside, pid);
        if (!now.isEmpty()) {
            blockers = now;
        }
        events.progressed(
                now.isEmpty()
                        ? "waiting for the sessions on " + first.name() + " to end"
                        : "waiting for a lock that " + now + " holds");
    }

    private static String blockers(Connection beside, int pid) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement look = beside.prepareStatement(BLOCKERS)) {
            look.setInt(1, pid);
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return String.join("; ", found);
    }

    private void add(String database, List<Occupants.Session> sessions) {
        if (!sessions.isEmpty()) {
            ended.addAll(sessions);
            context.snapshots()
                    .events()
                    .warn("Sessions on " + database + " were ended to rename it: "
                            + sessions.stream().map(Occupants.Session::title).collect(Collectors.joining("; ")) + ".");
        }
    }

    private void rollBack(Exception reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** How many sessions were ended. */
    int ended() {
        return ended.size();
    }

    static String rename(String from, String to) {
        return "ALTER DATABASE " + Quoted.identifier(from) + " RENAME TO " + Quoted.identifier(to);
    }

    /** Opens a database, or closes it as copies are closed; absent text is no comment. */
    static void alter(
            Connection connection, String name, boolean open, int limit, boolean template, Optional<String> text)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + Quoted.identifier(name) + " ALLOW_CONNECTIONS " + open
                    + " CONNECTION LIMIT " + limit + " IS_TEMPLATE " + template);
            statement.execute("COMMENT ON DATABASE " + Quoted.identifier(name) + " IS "
                    + text.filter(one -> !one.isEmpty()).map(Quoted::literal).orElse("NULL"));
        }
    }
}
