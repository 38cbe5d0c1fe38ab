package io.ordermig;

import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.event.Outcome;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.event.RunListener;
import io.ordermig.local.LocalPostgres;
import io.ordermig.local.LocalPostgresConfig;
import io.ordermig.postgres.Inventory;
import io.ordermig.postgres.PostgresEngine;
import io.ordermig.postgres.PostgresEngine.BaselineOutcome;
import io.ordermig.postgres.PostgresEngine.CleanOutcome;
import io.ordermig.postgres.PostgresEngine.MigrateOutcome;
import io.ordermig.postgres.PostgresEngine.RepairOutcome;
import io.ordermig.postgres.PostgresEngine.ValidateOutcome;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.ReportFile;
import io.ordermig.report.StepRecorder;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /** The run that this is a part of. */
    public Run run() {
        return run;
    }

    /** Where the report of the run is written for this part. */
    public Path report() {
        return new ReportFile(config.reportFolder()).path();
    }

    /**
     * Checks and applies all pending migrations.
     *
     * @param classes the project's classes, whose parent loads this class
     */
    public MigrateOutcome migrate(PostgresConfig postgres, ClassLoader classes) {
        return recorded(
                "migrate",
                events -> engine(postgres, classes, events).migrate(),
                outcome -> !outcome.applied().isEmpty());
    }

    /** What is resolved, applied and pending. Changes nothing, not even the report. */
    public Inventory info(PostgresConfig postgres, ClassLoader classes) {
        return guarded(
                () -> engine(postgres, classes, new RunEvents(clock, listeners)).info());
    }

    /** Compares what was applied with the files, and asks the files for faults. */
    public ValidateOutcome validate(PostgresConfig postgres, ClassLoader classes) {
        return recorded("validate", events -> engine(postgres, classes, events).validate(), outcome -> false);
    }

    /** Records the version of a database that was not managed before. */
    public BaselineOutcome baseline(PostgresConfig postgres, ClassLoader classes) {
        return recorded("baseline", events -> engine(postgres, classes, events).baseline(), BaselineOutcome::recorded);
    }

    /** Mends the history. */
    public RepairOutcome repair(PostgresConfig postgres, ClassLoader classes) {
        return recorded(
                "repair",
                events -> engine(postgres, classes, events).repair(),
                outcome -> !outcome.actions().isEmpty());
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
                outcome -> !outcome.schemas().isEmpty());
    }

    /** Joins or starts the PostgreSQL server kept in a folder. Close the result to leave it. */
    public LocalPostgres local(LocalPostgresConfig local) {
        return guarded(() -> LocalPostgres.open(local, sleeper));
    }

    private PostgresEngine engine(PostgresConfig postgres, ClassLoader classes, RunEvents events) {
        return new PostgresEngine(postgres, classes, run.id(), sleeper, events);
    }

    private <T> T recorded(String goal, Function<RunEvents, T> work, Function<T, Boolean> changed) {
        run.reportTo(config.reportFolder());
        StepRecorder step = run.step(config.project(), vocabulary);
        List<RunListener> all = new ArrayList<>(listeners);
        all.add(0, step);
        RunEvents events = new RunEvents(clock, all);
        Instant start = clock.instant();
        events.publish(new RunEvent.GoalStarted(start, run.id(), goal, config.environment()));
        Optional<OrdermigException> failure = Optional.empty();
        Outcome outcome = Outcome.FAILED;
        try {
            T result = guarded(() -> work.apply(events));
            outcome = changed.apply(result) ? Outcome.SUCCEEDED : Outcome.UNCHANGED;
            return result;
        } catch (OrdermigException e) {
            failure = Optional.of(e);
            throw e;
        } finally {
            List<Problem> problems = failure.map(OrdermigException::problems).orElse(List.of());
            Instant end = clock.instant();
            events.publish(new RunEvent.GoalFinished(end, goal, outcome, Duration.between(start, end), problems));
            writeReport(events);
        }
    }

    /** The database is done with by now: a report that cannot be written is a warning. */
    private void writeReport(RunEvents events) {
        try {
            run.writeReport();
        } catch (IOException e) {
            events.warn("The report could not be written: " + e.getMessage());
        }
    }

    private static <T> T guarded(Supplier<T> work) {
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
