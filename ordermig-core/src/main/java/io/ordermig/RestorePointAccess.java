package io.ordermig;

import io.ordermig.aws.Aws;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.config.SnapshotConfig.Kind;
import io.ordermig.config.SnapshotConfig.OnFailure;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.postgres.HistoryState;
import io.ordermig.postgres.ServerUrl;
import io.ordermig.problem.OrdermigException;
import io.ordermig.report.MigrationReport.PointState;
import io.ordermig.report.MigrationReport.RestorePointEntry;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreContext;
import io.ordermig.restore.copy.CopyRestore;
import io.ordermig.restore.rds.RdsRestore;
import io.ordermig.snapshot.RestorePoints;
import io.ordermig.snapshot.SnapshotContext;
import io.ordermig.snapshot.SourceKind;
import io.ordermig.snapshot.copy.DatabaseCopies;
import io.ordermig.snapshot.rds.RdsRestorePoints;
import io.ordermig.snapshot.rds.RdsTarget;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** The restore points of one database, of whichever kind, within a run. */
final class RestorePointAccess {

    private final Run run;
    private final RunConfig config;
    private final PostgresConfig postgres;
    private final SnapshotConfig snapshots;
    private final ClassLoader classes;
    private final Waiting waiting;

    /** By whose clock, and who waits. */
    record Waiting(Clock clock, Sleeper sleeper) {}

    RestorePointAccess(
            Run run,
            RunConfig config,
            PostgresConfig postgres,
            SnapshotConfig snapshots,
            ClassLoader classes,
            Waiting waiting) {
        this.run = run;
        this.config = config;
        this.postgres = postgres;
        this.snapshots = snapshots;
        this.classes = classes;
        this.waiting = waiting;
    }

    /** What {@code migrate} does before its first change. */
    void prepare(HistoryState state, RunEvents events) {
        if (snapshots.skip()) {
            events.publish(new RunEvent.RestorePointSkipped(events.now(), "snapshotSkip is true"));
            return;
        }
        try {
            take(() -> Optional.of(state), events);
        } catch (OrdermigException e) {
            if (snapshots.onFailure() == OnFailure.FAIL
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            events.warn("There is no restore point, and onSnapshotFailure says to go on without one: "
                    + e.problem().inShort());
        }
    }

    /** The restore point of the run, which is taken when there is none yet. */
    RestorePoint take(Supplier<Optional<HistoryState>> state, RunEvents events) {
        return run.restorePoint(
                key(),
                () -> {
                    Optional<HistoryState> known = state.get();
                    try (RestorePoints points =
                            open(events, () -> known.map(HistoryState::database).orElse(""))) {
                        return points.take(known);
                    }
                },
                found -> reuse(found, events));
    }

    private void reuse(RestorePoint found, RunEvents events) {
        Optional<RestorePointEntry> known = run.report().steps().stream()
                .flatMap(step -> step.restorePoints().stream())
                .filter(entry -> entry.point().equals(found) && entry.state() == PointState.READY)
                .findFirst();
        events.publish(new RunEvent.RestorePointReused(
                events.now(),
                found,
                known.map(RestorePointEntry::bytes).orElse(0L),
                known.map(RestorePointEntry::manifest).orElse("")));
    }

    /** Whether restore points are kept by RDS. */
    boolean onRds() {
        return SourceKind.of(snapshots, server()) == Kind.RDS;
    }

    /**
     * The restore points themselves; the caller closes them.
     *
     * @param database asked for the name of the database when it is needed
     */
    RestorePoints open(RunEvents events, Supplier<String> database) {
        SnapshotContext context = context(events);
        if (onRds()) {
            Aws aws = run.aws(config.aws());
            return RdsRestorePoints.open(
                    aws, context, RdsTarget.of(snapshots.dbInstance(), server()).orElseThrow());
        }
        return DatabaseCopies.open(postgres.connection(), classes, context, database.get());
    }

    /**
     * The way back; the caller closes it.
     *
     * @param database asked for the name of the database when it is needed
     */
    Restore openRestore(RunEvents events, RestoreConfig restore, Supplier<String> database) {
        RestoreContext context = new RestoreContext(context(events), restore);
        if (onRds()) {
            return RdsRestore.open(
                    run.aws(config.aws()),
                    context,
                    RdsTarget.of(snapshots.dbInstance(), server()).orElseThrow(),
                    postgres,
                    classes);
        }
        return CopyRestore.open(postgres, classes, context, database.get());
    }

    private SnapshotContext context(RunEvents events) {
        return new SnapshotContext(
                run.id(),
                config.environment(),
                snapshots,
                config.reportFolder(),
                waiting.clock(),
                waiting.sleeper(),
                events);
    }

    private ServerUrl server() {
        return ServerUrl.of(postgres.connection());
    }

    private String key() {
        ServerUrl server = server();
        return RdsTarget.of(snapshots.dbInstance(), server)
                .filter(target -> onRds())
                .map(target -> "rds " + target.identifier())
                .orElse(server.toString());
    }
}
