package io.ordermig;

import io.ordermig.config.RunConfig;
import io.ordermig.event.Outcome;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.event.RunListener;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.StepRecorder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One goal's part in a run: its events become a step of the report, and its end is announced. For one goal. */
final class GoalRecording {

    private final Run run;
    private final RunConfig config;
    private final StepRecorder step;
    private final RunEvents events;
    private final Clock clock;

    GoalRecording(Run run, RunConfig config, Vocabulary vocabulary, List<RunListener> listeners, Clock clock) {
        this.run = run;
        this.config = config;
        this.clock = clock;
        this.step = run.step(config.project(), vocabulary);
        List<RunListener> all = new ArrayList<>(listeners);
        all.add(0, step);
        this.events = new RunEvents(clock, all);
    }

    StepRecorder step() {
        return step;
    }

    /**
     * Does the work of the goal.
     *
     * @param onAws whether the environment uses AWS anyway
     * @param changed whether a result stands for a change of something
     */
    <T> T record(String goal, boolean onAws, Function<T, Boolean> changed, Function<RunEvents, T> work) {
        run.reportTo(config.reportFolder());
        Instant start = clock.instant();
        events.publish(new RunEvent.GoalStarted(start, run.id(), goal, config.environment()));
        Optional<OrdermigException> failure = Optional.empty();
        Outcome outcome = Outcome.FAILED;
        try {
            T result = work.apply(events);
            outcome = changed.apply(result) ? Outcome.SUCCEEDED : Outcome.UNCHANGED;
            return result;
        } catch (OrdermigException e) {
            failure = Optional.of(e);
            throw e;
        } finally {
            List<Problem> problems = failure.map(OrdermigException::problems).orElse(List.of());
            Instant end = clock.instant();
            events.publish(new RunEvent.GoalFinished(end, goal, outcome, Duration.between(start, end), problems));
            announcer().announce(run.report(), step.step(), onAws);
            writeReport();
        }
    }

    /** Tells people that the work has begun, where that is worth it. */
    void announceStart() {
        announcer().announceStart(run.report(), step.step());
    }

    private Announcer announcer() {
        return new Announcer(config, () -> run.aws(config.aws()), events);
    }

    /** The database is done with by now: a report that cannot be written is a warning. */
    private void writeReport() {
        try {
            run.writeReport();
        } catch (IOException e) {
            events.warn("The report could not be written to " + e.getMessage());
        }
    }
}
