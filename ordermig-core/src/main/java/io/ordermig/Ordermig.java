package io.ordermig;

import io.ordermig.aws.KeptSettings;
import io.ordermig.config.AwsConfig;
import io.ordermig.config.DynamoConfig;
import io.ordermig.config.LoginSource;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.PruneConfig;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.event.Inventory;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvents;
import io.ordermig.event.RunListener;
import io.ordermig.local.LocalDynamo;
import io.ordermig.local.LocalDynamoConfig;
import io.ordermig.local.LocalPostgres;
import io.ordermig.local.LocalPostgresConfig;
import io.ordermig.postgres.HistoryState;
import io.ordermig.postgres.PostgresEngine;
import io.ordermig.postgres.PostgresEngine.BaselineOutcome;
import io.ordermig.postgres.PostgresEngine.CleanOutcome;
import io.ordermig.postgres.PostgresEngine.MigrateOutcome;
import io.ordermig.postgres.PostgresEngine.RepairOutcome;
import io.ordermig.postgres.PostgresEngine.ValidateOutcome;
import io.ordermig.postgres.ServerUrl;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.MigrationReport.PointOrigin;
import io.ordermig.report.ReportFile;
import io.ordermig.report.StepRecorder;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.RestorePoints;
import io.ordermig.snapshot.Retention;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.snapshot.rds.RdsTarget;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door: one method per use case, and the only place that wires the parts. One instance stands for one goal's
 * part in a {@link Run}; what several instances on the same run do goes into one report. Every method throws
 * {@link OrdermigException} when it cannot go on. Not thread-safe.
 */
public final class Ordermig {

    private final Run run;
    private final RunConfig config;
    private final Vocabulary vocabulary;
    private final List<RunListener> listeners;
    private final Clock clock;
    private final Sleeper sleeper;
    private @Nullable StepRecorder step;

    /**
     * A part in a run, on the system's clock.
     *
     * @param vocabulary how goals and parameters are spelled in the report
     * @param listeners who hears the events, beside the report
     */
    public Ordermig(Run run, RunConfig config, Vocabulary vocabulary, List<RunListener> listeners) {
        this(run, config, vocabulary, listeners, Clock.systemUTC(), Sleeper.SYSTEM);
    }

    /** A part in a run, on a clock of the caller's. */
    public Ordermig(
            Run run,
            RunConfig config,
            Vocabulary vocabulary,
            List<RunListener> listeners,
            Clock clock,
            Sleeper sleeper) {
        this.run = run;
        this.config = config;
        this.vocabulary = vocabulary;
        this.listeners = new ArrayList<>(listeners);
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Completes settings with what the environment keeps in AWS, when they name a {@code parameterPath} or a
     * {@code secretArn}. Changes nothing but the settings. Without those, and without {@code iamAuth}, AWS is not asked.
     *
     * @return where the logins of the database come from; empty when the settings say so themselves
     */
    public static Optional<LoginSource> complete(Settings settings, Run run) {
        return guarded(() -> Logins.of(settings, run));
    }

    /**
     * Completes settings with who is told, when they name a {@code parameterPath}. Changes nothing but the settings.
     * Without that, AWS is not asked.
     */
    public static void completeTopic(Settings settings, Run run) {
        guarded(() -> {
            KeptSettings.completeTopic(settings, () -> run.aws(AwsConfig.from(settings)));
            return settings;
        });
    }

    /** The run that this is a part of. */
    public Run run() {
        return run;
    }

    /** What this part has done, as far as it has come: its last goal. */
    public Optional<MigrationReport.Step> step() {
        return Optional.ofNullable(step).map(StepRecorder::step);
    }

    /** Where the report of the run is written for this part. */
    public Path report() {
        return new ReportFile(config.reportFolder()).path();
    }

    /**
     * Checks and applies all pending migrations. When there are any, a restore point is taken before the first change,
     * unless the run has one already.
     *
     * @param classes the project's classes, whose parent loads this class
     */
    public MigrateOutcome migrate(PostgresConfig postgres, SnapshotConfig snapshots, ClassLoader classes) {
        RestorePointAccess access = restorePoints(postgres, snapshots, classes);
        return recorded(
                "migrate",
                events -> engine(postgres, classes, events).migrate(state -> access.prepare(state, events)),
                outcome -> !outcome.applied().isEmpty(),
                usesAws(postgres, snapshots));
    }

    /**
     * What {@link #snapshot} left.
     *
     * @param point the restore point
     * @param origin whether the goal had it made; otherwise an earlier run, or an earlier goal of this one, had
     */
    public record SnapshotOutcome(RestorePoint point, PointOrigin origin) {

        /** Whether there is a restore point more than before. */
        public boolean taken() {
            return origin == PointOrigin.TAKEN;
        }
    }

    /** Takes a restore point and waits until it can be restored from; one that serves is adopted instead. */
    public SnapshotOutcome snapshot(PostgresConfig postgres, SnapshotConfig snapshots, ClassLoader classes) {
        RestorePointAccess access = restorePoints(postgres, snapshots, classes);
        return recorded(
                "snapshot",
                events -> {
                    RestorePoint point =
                            access.take(() -> state(access, engine(postgres, classes, events), events), events);
                    return new SnapshotOutcome(point, origin());
                },
                SnapshotOutcome::taken,
                usesAws(postgres, snapshots));
    }

    private PointOrigin origin() {
        return step().flatMap(done -> done.restorePoints().stream().reduce((first, last) -> last))
                .map(MigrationReport.RestorePointEntry::origin)
                .orElse(PointOrigin.TAKEN);
    }

    /** A snapshot of RDS does not need the database; it is only told apart better when the database answers. */
    private static Optional<HistoryState> state(RestorePointAccess access, PostgresEngine engine, RunEvents events) {
        try {
            return Optional.of(engine.state());
        } catch (OrdermigException e) {
            if (!access.onRds()) {
                throw e;
            }
            events.warn("The version of the schema is not noted with the snapshot: "
                    + e.problem().inShort());
            return Optional.empty();
        }
    }

    /** The restore points of a database, the newest first. Changes nothing, not even the report. */
    public List<ListedPoint> snapshots(PostgresConfig postgres, SnapshotConfig snapshots, ClassLoader classes) {
        return guarded(() -> {
            try (RestorePoints points = listed(postgres, snapshots, classes, unrecorded())) {
                return points.list();
            }
        });
    }

    /**
     * What {@link #prune} removed, or would remove.
     *
     * @param source what they are restore points of; confirming names it
     * @param points those that are no longer kept
     * @param removed whether they are gone; otherwise it was not confirmed, and nothing was changed
     */
    public record PruneOutcome(String source, List<ListedPoint> points, boolean removed) {
        public PruneOutcome {
            points = List.copyOf(points);
        }
    }

    /** Removes old restore points of ordermig's own; without a confirmation it only says which. */
    public PruneOutcome prune(
            PostgresConfig postgres, SnapshotConfig snapshots, ClassLoader classes, PruneConfig prune) {
        return recorded(
                "prune",
                events -> {
                    try (RestorePoints points = listed(postgres, snapshots, classes, events)) {
                        return prune(points, prune);
                    }
                },
                outcome -> outcome.removed() && !outcome.points().isEmpty(),
                false);
    }

    private PruneOutcome prune(RestorePoints points, PruneConfig prune) {
        if (!prune.confirmation().isEmpty() && !prune.confirmation().equals(points.source())) {
            throw new OrdermigException(Problem.of(
                            SnapshotProblem.PRUNE_REFUSED,
                            "What was confirmed is not what these are restore points of.")
                    .where("parameter confirm: " + prune.confirmation())
                    .fix(Remedy.set("confirm", points.source(), "to remove old restore points of it"))
                    .build());
        }
        List<ListedPoint> old = Retention.removable(points.list(), prune, clock.instant());
        boolean remove = !prune.confirmation().isEmpty();
        if (remove) {
            old.forEach(points::remove);
        }
        return new PruneOutcome(points.source(), old, remove);
    }

    private RestorePoints listed(
            PostgresConfig postgres, SnapshotConfig snapshots, ClassLoader classes, RunEvents events) {
        return restorePoints(postgres, snapshots, classes).open(events, () -> database(postgres, classes, events));
    }

    private String database(PostgresConfig postgres, ClassLoader classes, RunEvents events) {
        String named = ServerUrl.of(postgres.connection()).database();
        return named.isEmpty() ? engine(postgres, classes, events).state().database() : named;
    }

    /** The use cases of going back. */
    public RestoreCases restores(
            PostgresConfig postgres, SnapshotConfig snapshots, RestoreConfig restore, ClassLoader classes) {
        RestorePointAccess access = restorePoints(postgres, snapshots, classes);
        return new RestoreCases(
                this,
                restore,
                usesAws(postgres, snapshots),
                events -> access.openRestore(events, restore, () -> database(postgres, classes, events)));
    }

    private RestorePointAccess restorePoints(PostgresConfig postgres, SnapshotConfig snapshots, ClassLoader classes) {
        return new RestorePointAccess(
                run, config, postgres, snapshots, classes, new RestorePointAccess.Waiting(clock, sleeper));
    }

    private boolean usesAws(PostgresConfig postgres, SnapshotConfig snapshots) {
        return config.aws().fetches()
                || config.aws().iamAuth()
                || !config.notification().topicArn().isEmpty()
                || RdsTarget.of(snapshots.dbInstance(), ServerUrl.of(postgres.connection()))
                        .isPresent();
    }

    /** What is resolved, applied and pending. Changes nothing, not even the report. */
    public Inventory info(PostgresConfig postgres, ClassLoader classes) {
        return guarded(() -> engine(postgres, classes, unrecorded()).info());
    }

    /** Compares what was applied with the files, and asks the files for faults. */
    public ValidateOutcome validate(PostgresConfig postgres, ClassLoader classes) {
        return recorded("validate", events -> engine(postgres, classes, events).validate(), outcome -> false, false);
    }

    /** Records the version of a database that was not managed before. */
    public BaselineOutcome baseline(PostgresConfig postgres, ClassLoader classes) {
        return recorded(
                "baseline", events -> engine(postgres, classes, events).baseline(), BaselineOutcome::recorded, false);
    }

    /** Mends the history. */
    public RepairOutcome repair(PostgresConfig postgres, ClassLoader classes) {
        return recorded(
                "repair",
                events -> engine(postgres, classes, events).repair(),
                outcome -> !outcome.actions().isEmpty(),
                false);
    }

    /**
     * Drops everything in the managed schemas.
     *
     * @param confirmation the name of the database
     */
    public CleanOutcome clean(PostgresConfig postgres, ClassLoader classes, String confirmation) {
        return recorded(
                "clean",
                events -> engine(postgres, classes, events).clean(confirmation),
                outcome -> !outcome.schemas().isEmpty(),
                false);
    }

    /** The use cases on DynamoDB. */
    public DynamoCases dynamo(DynamoConfig dynamo, ClassLoader classes) {
        return new DynamoCases(this, dynamo, classes);
    }

    /** Joins or starts the DynamoDB Local kept in a folder. Close the result to leave it. */
    public LocalDynamo localDynamo(LocalDynamoConfig local) {
        return guarded(() -> LocalDynamo.open(local, sleeper));
    }

    /** Joins or starts the PostgreSQL server kept in a folder. Close the result to leave it. */
    public LocalPostgres local(LocalPostgresConfig local) {
        return guarded(() -> LocalPostgres.open(local, sleeper));
    }

    private PostgresEngine engine(PostgresConfig postgres, ClassLoader classes, RunEvents events) {
        return new PostgresEngine(postgres, classes, run.id(), sleeper, events);
    }

    DynamoEngine engine(DynamoConfig dynamo, ClassLoader classes, RunEvents events) {
        return DynamoEngine.open(
                dynamo,
                () -> run.aws(config.aws()),
                new DynamoEngine.Context(run.id(), classes, clock, sleeper, events));
    }

    /** Events of what leaves no trace in the report. */
    RunEvents unrecorded() {
        return new RunEvents(clock, listeners);
    }

    <T> T recorded(String goal, Function<RunEvents, T> work, Function<T, Boolean> changed, boolean onAws) {
        GoalRecording recording = recording(config);
        return recording.record(goal, onAws, changed, events -> guarded(() -> work.apply(events)));
    }

    /** What this part was told that its run is about. */
    RunConfig config() {
        return config;
    }

    /** Begins a step of the report. */
    GoalRecording recording(RunConfig telling) {
        GoalRecording recording = new GoalRecording(run, telling, vocabulary, listeners, clock);
        step = recording.step();
        return recording;
    }

    static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (OrdermigException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new OrdermigException(
                    Problem.of(OrdermigProblem.UNEXPECTED, "ordermig met a case it does not know.")
                            .detail(e.toString())
                            .fix("Report it with the stack trace, which is shown with -e.")
                            .changed("not known; look at the report and at info")
                            .repeat(Repeat.SAFE)
                            .build(),
                    e);
        }
    }
}
