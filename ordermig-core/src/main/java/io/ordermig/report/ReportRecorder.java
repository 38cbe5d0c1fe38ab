package io.ordermig.report;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a report out of events. Holds several goals of one build after each other; {@link #report} may be asked at any
 * time. Thread-safe.
 */
public final class ReportRecorder implements RunListener {

    private final String environment;
    private final String project;
    private final List<MigrationReport.Version> versions;
    private final List<StepDraft> steps = new ArrayList<>();
    private String run = "";

    /** A recorder for the goals of one build. */
    public ReportRecorder(String environment, String project, List<MigrationReport.Version> versions) {
        this.environment = environment;
        this.project = project;
        this.versions = List.copyOf(versions);
    }

    /** The report as far as the run has come. */
    public synchronized MigrationReport report() {
        return new MigrationReport(
                run,
                environment,
                project,
                versions,
                steps.stream().map(StepDraft::finished).toList());
    }

    @Override
    public synchronized void on(RunEvent event) {
        event.tell(this);
    }

    @Override
    public void goalStarted(RunEvent.GoalStarted event) {
        run = event.run();
        steps.add(new StepDraft(event.goal(), event.at()));
    }

    @Override
    public void goalFinished(RunEvent.GoalFinished event) {
        StepDraft step = step();
        step.finished = event.at();
        step.outcome = event.outcome();
        step.problems = event.problems();
    }

    @Override
    public void connected(RunEvent.Connected event) {
        step().store = new MigrationReport.Store(
                event.store(), event.address(), event.product(), event.database(), event.user());
    }

    @Override
    public void planMade(RunEvent.PlanMade event) {
        step().versionBefore = event.current();
        step().pending = event.pending().size();
    }

    @Override
    public void migrationStarted(RunEvent.MigrationStarted event) {
        step().migrations.add(new MigrationDraft(event.migration(), event.at()));
    }

    @Override
    public void statementFinished(RunEvent.StatementFinished event) {
        migration()
                .statements
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
        migration().verifications.add(new MigrationReport.Verification(event.sql(), event.passed(), event.took()));
    }

    @Override
    public void migrationFinished(RunEvent.MigrationFinished event) {
        migration().end(MigrationReport.State.APPLIED, event.took(), event.rows());
    }

    @Override
    public void migrationFailed(RunEvent.MigrationFailed event) {
        migration().end(MigrationReport.State.FAILED, event.took(), 0);
    }

    @Override
    public void warned(RunEvent.Warned event) {
        step().warnings.add(event.text());
    }

    private StepDraft step() {
        return steps.get(steps.size() - 1);
    }

    private MigrationDraft migration() {
        List<MigrationDraft> migrations = step().migrations;
        return migrations.get(migrations.size() - 1);
    }

    private static final class StepDraft {
        private final String goal;
        private final Instant started;
        private final List<MigrationDraft> migrations = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private List<Problem> problems = List.of();
        private @Nullable Instant finished;
        private @Nullable Outcome outcome;
        private MigrationReport.@Nullable Store store;
        private @Nullable String versionBefore;
        private int pending;

        private StepDraft(String goal, Instant started) {
            this.goal = goal;
            this.started = started;
        }

        private MigrationReport.Step finished() {
            return new MigrationReport.Step(
                    goal,
                    started,
                    finished,
                    outcome,
                    store,
                    versionBefore,
                    pending,
                    migrations.stream().map(MigrationDraft::finished).toList(),
                    warnings,
                    problems);
        }
    }

    private static final class MigrationDraft {
        private final MigrationRef migration;
        private final Instant started;
        private final List<MigrationReport.Statement> statements = new ArrayList<>();
        private final List<MigrationReport.Verification> verifications = new ArrayList<>();
        private MigrationReport.State state = MigrationReport.State.RUNNING;
        private Duration took = Duration.ZERO;
        private long rows;

        private MigrationDraft(MigrationRef migration, Instant started) {
            this.migration = migration;
            this.started = started;
        }

        private void end(MigrationReport.State end, Duration duration, long changed) {
            state = end;
            took = duration;
            rows = changed;
        }

        private MigrationReport.Migration finished() {
            return new MigrationReport.Migration(migration, state, started, took, rows, statements, verifications);
        }
    }
}
