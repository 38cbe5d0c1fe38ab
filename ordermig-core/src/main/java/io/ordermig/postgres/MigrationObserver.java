package io.ordermig.postgres;

import io.ordermig.config.LimitsConfig;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.postgres.script.ScriptFile;
import io.ordermig.postgres.script.ScriptFile.Transactionality;
import io.ordermig.postgres.script.ScriptHeader;
import io.ordermig.postgres.script.Statements;
import io.ordermig.problem.OrdermigException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/**
 * Flyway's callback: sets each migration's limits, times its statements, asks its verifications inside its transaction,
 * and remembers how far the run came. One per run; called on the run's thread.
 */
final class MigrationObserver implements Callback {

    private static final int SHOWN = 300;

    private final MigrationRefs refs;
    private final LimitsConfig limits;
    private final Verifier verifier;
    private final SessionWatch watch;
    private final RunEvents events;

    private final List<MigrationRef> applied = new ArrayList<>();
    private @Nullable Running running;
    private @Nullable Running finished;

    MigrationObserver(
            MigrationRefs refs, LimitsConfig limits, Verifier verifier, SessionWatch watch, RunEvents events) {
        this.refs = refs;
        this.limits = limits;
        this.verifier = verifier;
        this.watch = watch;
        this.events = events;
    }

    /** The migration that is being applied. */
    private static final class Running {
        private final MigrationInfo info;
        private final MigrationRef migration;
        private final long start = System.nanoTime();
        private long statementStart;
        private int statements;
        private String sql = "";
        private long rows;
        private boolean done;

        private Running(MigrationInfo info, MigrationRef migration) {
            this.info = info;
            this.migration = migration;
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /**
     * Where a run stopped.
     *
     * @param info the migration that was being applied
     * @param migration the same in our terms
     * @param statement the number of the last statement sent, from 1; 0 when none was
     * @param sql its text as Flyway sent it
     * @param done whether all statements were done, so that a verification, the history or the commit failed
     */
    record Stop(MigrationInfo info, MigrationRef migration, int statement, String sql, boolean done) {}

    /** The migrations applied so far, in order. */
    List<MigrationRef> applied() {
        return List.copyOf(applied);
    }

    /** The migration that was being applied when the run stopped; publishes that it failed. */
    Optional<Stop> stopped() {
        Running now = running == null ? uncommitted() : running;
        if (now == null) {
            return Optional.empty();
        }
        running = null;
        applied.remove(now.migration);
        events.publish(new RunEvent.MigrationFailed(events.now(), now.migration, now.took()));
        return Optional.of(new Stop(now.info, now.migration, now.statements, now.sql, now.done));
    }

    /** The last migration, when it was done and its transaction was not committed after all. */
    private @Nullable Running uncommitted() {
        Running last = finished;
        return last != null && last.migration.transactional() && !watch.isCommitted() ? last : null;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return switch (event) {
            case BEFORE_EACH_MIGRATE,
                    BEFORE_EACH_MIGRATE_STATEMENT,
                    AFTER_EACH_MIGRATE_STATEMENT,
                    AFTER_EACH_MIGRATE_STATEMENT_ERROR,
                    AFTER_EACH_MIGRATE -> true;
            default -> false;
        };
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "ordermig";
    }

    @Override
    public void handle(Event event, Context context) {
        switch (event) {
            case BEFORE_EACH_MIGRATE -> begin(context);
            case BEFORE_EACH_MIGRATE_STATEMENT -> beginStatement(context);
            case AFTER_EACH_MIGRATE_STATEMENT -> endStatement(context, false);
            case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> endStatement(context, true);
            case AFTER_EACH_MIGRATE -> end(context);
            default -> throw new IllegalArgumentException(event.getId());
        }
    }

    private void begin(Context context) {
        MigrationInfo info = context.getMigrationInfo();
        Running now = new Running(info, refs.of(info));
        running = now;
        watch.takeRows();
        events.publish(new RunEvent.MigrationStarted(events.now(), now.migration, refs.inverse(info)));
        if (now.migration.transactional()) {
            watch.begin();
        }
        ScriptHeader header = refs.header(info);
        // A concurrent build waits for older transactions without blocking anybody; a lock limit would only break it
        // off and leave an INVALID index behind.
        boolean concurrent = refs.script(info)
                .map(ScriptFile::transactionality)
                .filter(Transactionality::concurrent)
                .isPresent();
        Duration lockDefault = concurrent ? Duration.ZERO : limits.lockTimeout();
        String scope = now.migration.transactional() ? "SET LOCAL " : "SET ";
        execute(
                context.getConnection(),
                SessionDataSource.setLimits(
                        scope,
                        header.lockTimeout().orElse(lockDefault),
                        header.statementTimeout().orElse(limits.statementTimeout())));
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new FlywayException("Unable to set the limits of a migration", e);
        }
    }

    private void beginStatement(Context context) {
        Running now = running;
        if (now == null) {
            return;
        }
        now.statements++;
        now.sql = context.getStatement() == null
                ? ""
                : String.valueOf(context.getStatement().getSql());
        now.statementStart = System.nanoTime();
        events.publish(new RunEvent.StatementStarted(
                events.now(), now.migration, now.statements, Statements.shortened(now.sql, SHOWN)));
    }

    private void endStatement(Context context, boolean failed) {
        Running now = running;
        if (now == null) {
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - now.statementStart);
        long changed = watch.takeRows();
        now.rows += changed;
        boolean slow = !limits.maxQueryExecutionTime().isZero() && took.compareTo(limits.maxQueryExecutionTime()) > 0;
        List<String> notices = context.getStatement() == null
                ? List.of()
                : context.getStatement().getWarnings().stream()
                        .map(warning -> String.valueOf(warning.getMessage()))
                        .toList();
        events.publish(new RunEvent.StatementFinished(
                events.now(),
                now.migration,
                now.statements,
                Statements.shortened(now.sql, SHOWN),
                took,
                changed,
                slow,
                notices,
                failed));
    }

    private void end(Context context) {
        Running now = running;
        if (now == null) {
            return;
        }
        now.rows += watch.takeRows();
        now.done = true;
        refs.script(now.info).ifPresent(file -> verifier.verify(now.migration, file, context.getConnection()));
        running = null;
        finished = now;
        applied.add(now.migration);
        events.publish(
                new RunEvent.MigrationFinished(events.now(), now.migration, now.took(), now.rows, now.statements));
    }

    /** The exception that a verification threw, however deep Flyway has wrapped it. */
    static Optional<OrdermigException> own(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OrdermigException own) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }
}
