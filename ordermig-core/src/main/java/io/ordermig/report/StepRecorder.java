package io.ordermig.report;

import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport.Operation;
import io.ordermig.report.MigrationReport.PointOrigin;
import io.ordermig.report.MigrationReport.PointState;
import io.ordermig.report.MigrationReport.RestorePointEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the part of one goal out of its events. Thread-safe. */
public final class StepRecorder implements RunListener {

    private final String project;
    private final Vocabulary words;
    private final List<RestorePointEntry> restorePoints = new ArrayList<>();
    private final List<MigrationDraft> migrations = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private List<Problem> problems = List.of();
    private String goal = "";
    private Instant started = Instant.EPOCH;
    private @Nullable Instant finished;
    private @Nullable Outcome outcome;
    private MigrationReport.@Nullable Store store;
    private @Nullable String versionBefore;
    private @Nullable String versionAfter;
    private int pending;
    private @Nullable RestoreDraft restore;

    StepRecorder(String project, Vocabulary words) {
        this.project = project;
        this.words = words;
    }

    synchronized boolean hasStarted() {
        return !goal.isEmpty();
    }

    /** The step as far as it has come. */
    public synchronized MigrationReport.Step step() {
        return new MigrationReport.Step(
                new MigrationReport.Goal(goal, project, words),
                started,
                finished,
                outcome,
                store,
                versionBefore,
                versionAfter,
                pending,
                restorePoints,
                migrations.stream().map(MigrationDraft::finished).toList(),
                restore == null ? null : restore.entry(),
                warnings,
                problems);
    }

    @Override
    public synchronized void on(RunEvent event) {
        event.tell(this);
    }

    @Override
    public void goalStarted(RunEvent.GoalStarted event) {
        goal = event.goal();
        started = event.at();
    }

    @Override
    public void goalFinished(RunEvent.GoalFinished event) {
        finished = event.at();
        outcome = event.outcome();
        problems = event.problems();
        if (restore != null) {
            restore.end();
        }
    }

    @Override
    public void connected(RunEvent.Connected event) {
        store = new MigrationReport.Store(
                event.store(), event.address(), event.product(), event.database(), event.user());
    }

    @Override
    public void planMade(RunEvent.PlanMade event) {
        versionBefore = event.current();
        versionAfter = event.current();
        pending = event.pending().size();
    }

    @Override
    public void versionReached(RunEvent.VersionReached event) {
        versionAfter = event.version();
    }

    @Override
    public void restorePointStarted(RunEvent.RestorePointStarted event) {
        put(event.point(), event.adopted() ? PointOrigin.ADOPTED : PointOrigin.TAKEN, PointState.WAITING);
    }

    @Override
    public void restorePointReused(RunEvent.RestorePointReused event) {
        put(event.point(), PointOrigin.REUSED, PointState.READY);
        end(event.point(), PointState.READY, Duration.ZERO, event.bytes(), event.manifest());
    }

    @Override
    public void restorePointReady(RunEvent.RestorePointReady event) {
        end(event.point(), PointState.READY, event.took(), event.bytes(), event.manifest());
    }

    @Override
    public void restorePointFailed(RunEvent.RestorePointFailed event) {
        end(event.point(), PointState.FAILED, event.took(), 0, "");
    }

    private void put(RestorePoint point, PointOrigin origin, PointState state) {
        restorePoints.add(new RestorePointEntry(point, origin, state, Duration.ZERO, 0, ""));
    }

    private void end(RestorePoint point, PointState state, Duration took, long bytes, String manifest) {
        restorePoints.replaceAll(entry -> entry.point().id().equals(point.id())
                ? new RestorePointEntry(point, entry.origin(), state, took, bytes, manifest)
                : entry);
    }

    @Override
    public void migrationStarted(RunEvent.MigrationStarted event) {
        migrations.add(new MigrationDraft(event.migration(), event.inverse(), event.at()));
    }

    @Override
    public void statementFinished(RunEvent.StatementFinished event) {
        migration()
                .add(new MigrationReport.Statement(
                        event.number(),
                        event.sql(),
                        event.took(),
                        event.rows(),
                        event.slow(),
                        event.failed(),
                        event.notices()));
    }

    @Override
    public void verificationFinished(RunEvent.VerificationFinished event) {
        migration().add(new MigrationReport.Verification(event.sql(), event.passed(), event.took()));
    }

    @Override
    public void migrationFinished(RunEvent.MigrationFinished event) {
        migration().end(MigrationReport.State.APPLIED, event.took(), event.rows());
    }

    @Override
    public void migrationUndone(RunEvent.MigrationUndone event) {
        migration().end(MigrationReport.State.UNDONE, event.took(), event.rows());
    }

    @Override
    public void tableCallStarted(RunEvent.TableCallStarted event) {
        migration().add(new Operation(event.table(), event.operation(), event.sentence(), false, Duration.ZERO));
    }

    @Override
    public void tableCallFinished(RunEvent.TableCallFinished event) {
        migration().add(new Operation(event.table(), event.operation(), event.sentence(), false, event.took()));
    }

    @Override
    public void tableAlreadySo(RunEvent.TableAlreadySo event) {
        migration().add(new Operation(event.table(), event.operation(), event.sentence(), true, Duration.ZERO));
    }

    @Override
    public void backfillFinished(RunEvent.BackfillFinished event) {
        migration()
                .add(new MigrationReport.Backfill(
                        event.table(),
                        event.lookedAt(),
                        event.changed(),
                        event.passedOver(),
                        event.lostRaces(),
                        event.rounds(),
                        event.readUnits(),
                        event.writeUnits(),
                        event.resumed(),
                        event.took()));
    }

    @Override
    public void migrationFailed(RunEvent.MigrationFailed event) {
        migration().end(MigrationReport.State.FAILED, event.took(), 0);
    }

    @Override
    public void restorePlanned(RunEvent.RestorePlanned event) {
        restore = new RestoreDraft(event);
    }

    @Override
    public void restoreStepStarted(RunEvent.RestoreStepStarted event) {
        restore().add(event);
    }

    @Override
    public void restoreStepFinished(RunEvent.RestoreStepFinished event) {
        restore().add(event);
    }

    @Override
    public void restoreVerified(RunEvent.RestoreVerified event) {
        restore().add(event);
    }

    @Override
    public void restoreFinished(RunEvent.RestoreFinished event) {
        restore().add(event);
    }

    private RestoreDraft restore() {
        return Objects.requireNonNull(restore, "events of a restore follow its plan");
    }

    @Override
    public void warned(RunEvent.Warned event) {
        warnings.add(event.text());
    }

    private MigrationDraft migration() {
        return migrations.get(migrations.size() - 1);
    }
}
