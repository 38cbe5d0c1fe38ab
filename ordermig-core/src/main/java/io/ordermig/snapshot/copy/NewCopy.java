package io.ordermig.snapshot.copy;

import io.ordermig.config.SnapshotConfig.OnConnected;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.postgres.HistoryState;
import io.ordermig.postgres.MaintenanceSession;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.SnapshotContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The making of one copy, or the finding of one that serves. For one use. */
final class NewCopy {

    private static final Duration TICK = Duration.ofMillis(50);

    private final SnapshotContext context;
    private final Supplier<MaintenanceSession> sessions;
    private final Connection connection;
    private final CopyFailures failures;
    private final CopyServer server;
    private final CopySource source;
    private final CopyCatalog catalog;
    private final Instant begun;

    /**
     * Makes a copy of the source.
     *
     * @param sessions further sessions of the same role
     * @param connection the session that copies, with nothing else to do
     */
    NewCopy(
            SnapshotContext context,
            Supplier<MaintenanceSession> sessions,
            Connection connection,
            CopyFailures failures,
            CopyServer server,
            CopySource source) {
        this.context = context;
        this.sessions = sessions;
        this.connection = connection;
        this.failures = failures;
        this.server = server;
        this.source = source;
        this.catalog = new CopyCatalog(connection, source.name());
        this.begun = context.clock().instant();
    }

    /** See {@link io.ordermig.snapshot.RestorePoints#take}. */
    RestorePoint take(Optional<HistoryState> state) throws SQLException, InterruptedException {
        if (!server.superuser()) {
            if (!server.createsDatabases()) {
                throw failures.mayNotCreate(server);
            }
            if (!source.owned() && !source.template()) {
                throw failures.mayNotCopy(server, source);
            }
        }
        CopyWait wait = new CopyWait(context, failures, connection, source, begun);
        wait.forTurn(catalog.point(catalog.name(serverNow()), serverNow().truncatedTo(ChronoUnit.SECONDS)));
        Optional<CopyCatalog.Found> serving = serving(state);
        return serving.isPresent() ? adopt(serving.get()) : make(state, wait);
    }

    private Optional<CopyCatalog.Found> serving(Optional<HistoryState> state) throws SQLException {
        Duration within = context.config().waiting().adoptWithin();
        if (state.isEmpty() || within.isZero()) {
            return Optional.empty();
        }
        Instant now = serverNow();
        return catalog.all().stream()
                .filter(copy -> !copy.halfRemoved() && !copy.isOld())
                .filter(copy -> copy.mark()
                        .filter(mark -> !mark.started().isBefore(now.minus(within)))
                        .filter(mark -> mark.holds(source, state.get(), now))
                        .isPresent())
                .findFirst();
    }

    private RestorePoint adopt(CopyCatalog.Found copy) {
        context.events()
                .publish(new RunEvent.RestorePointStarted(context.events().now(), copy.point(), true));
        ready(copy.point(), copy.bytes());
        return copy.point();
    }

    private RestorePoint make(Optional<HistoryState> state, CopyWait wait) throws SQLException, InterruptedException {
        Instant started = freeName();
        RestorePoint point = catalog.point(catalog.name(started), started.truncatedTo(ChronoUnit.SECONDS));
        context.events()
                .publish(new RunEvent.RestorePointStarted(context.events().now(), point, false));
        try {
            copy(point, wait);
            long bytes = finish(point, started, state.map(HistoryState::version));
            ready(point, bytes);
            return point;
        } catch (SQLException | InterruptedException | RuntimeException e) {
            context.events()
                    .publish(new RunEvent.RestorePointFailed(context.events().now(), point, elapsed()));
            throw e;
        }
    }

    /** A time whose name no database has yet: two copies may be asked for within a second. */
    private Instant freeName() throws SQLException, InterruptedException {
        Instant now = serverNow();
        while (catalog.exists(catalog.name(now))) {
            context.sleeper().sleep(Duration.ofMillis(200));
            now = serverNow();
        }
        return now;
    }

    private void copy(RestorePoint point, CopyWait wait) throws SQLException, InterruptedException {
        List<CopyStatement.Way> ways = CopyStatement.ways(server, source, point.id());
        int way = 0;
        for (int attempt = 1; ; ) {
            wait.untilFree(point, server);
            try {
                attempt(point, ways.get(way), wait);
                return;
            } catch (SQLException e) {
                if (SqlState.is(e, SqlState.CANCELED) && wait.isSpent()) {
                    throw wait.timedOut(e);
                } else if (SqlState.is(e, SqlState.IN_USE)) {
                    attempt++;
                    if (attempt > CopyWait.ATTEMPTS) {
                        OrdermigException told =
                                failures.connected(server, Occupants.of(connection, source), wait.ended());
                        told.addSuppressed(e);
                        throw told;
                    }
                } else if (SqlState.isAboutTheWay(e) && way + 1 < ways.size()) {
                    way++;
                } else {
                    throw e;
                }
            }
        }
    }

    private void attempt(RestorePoint point, CopyStatement.Way way, CopyWait wait)
            throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + wait.remainingMillis());
            if (!way.setting().isEmpty()) {
                statement.execute(way.setting());
            }
        }
        if (context.config().onConnected() == OnConnected.FAIL) {
            StatementRun.start(connection, way.sql()).await(TICK, () -> look(point, wait));
            return;
        }
        try (MaintenanceSession beside = sessions.get()) {
            SessionEnding ending = new SessionEnding(beside.connection(), source, pid());
            try {
                StatementRun.start(connection, way.sql()).await(TICK, () -> {
                    ending.look();
                    look(point, wait);
                });
            } finally {
                wait.add(ending.ended());
            }
        }
    }

    private static void look(RestorePoint point, CopyWait wait) throws SQLException {
        wait.checkAnswering();
        wait.tell(point, "copying");
    }

    /** What the copy needs to be one: its settings and its mark, both or neither. */
    private long finish(RestorePoint point, Instant started, Optional<String> version) throws SQLException {
        String copy = point.id();
        List<String> refused;
        try {
            connection.setAutoCommit(false);
            refused = new DatabaseSettings(connection).apply(source, copy);
            CopyMark mark = new CopyMark(
                    context.run(),
                    context.environment(),
                    source.name(),
                    source.oid(),
                    started,
                    version,
                    source.connectionLimit(),
                    source.comment(),
                    Optional.empty());
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "COMMENT ON DATABASE " + Quoted.identifier(copy) + " IS " + Quoted.literal(mark.text()));
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            drop(copy, e);
            throw e;
        }
        if (!refused.isEmpty()) {
            context.events()
                    .warn("The copy " + copy + " lacks what role " + server.role() + " may not give it: "
                            + String.join(", ", refused) + ". After a restore, set it again.");
        }
        return catalog.find(copy).map(CopyCatalog.Found::bytes).orElse(0L);
    }

    private void drop(String copy, Exception reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE " + Quoted.identifier(copy));
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void ready(RestorePoint point, long bytes) {
        context.events().publish(new RunEvent.RestorePointReady(context.events().now(), point, elapsed(), bytes, ""));
    }

    private Duration elapsed() {
        return Duration.between(begun, context.clock().instant());
    }

    private Instant serverNow() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private int pid() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
