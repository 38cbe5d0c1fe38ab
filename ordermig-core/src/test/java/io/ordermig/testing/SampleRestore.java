package io.ordermig.testing;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePlan.Span;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.ListedPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A restore as everything around restores sees it: it has a plan, tells of its steps, and ends well or not. */
public final class SampleRestore implements Restore {

    /** When the data were as they are going to be. */
    public static final Instant TIME = Instant.parse("2040-03-01T02:00:00Z");
    /** What data are taken back to. */
    public static final RestorePoint POINT =
            new RestorePoint(RestorePoint.Kind.DB_SNAPSHOT, "pre-migration-orders-20400301020000", "orders", TIME);
    /** What is done. */
    public static final RestorePlan PLAN = new RestorePlan(
            "orders",
            "instance",
            new RestorePlan.Origin(Optional.of(POINT), TIME, "20240117100000"),
            RestorePlan.Strategy.SWAP,
            List.of(
                    new RestorePlan.Step(
                            "Restore it to orders-restore-20400301024200", Span.minutes(10, 40), false, false),
                    new RestorePlan.Step("Rename orders to orders-old-20400301024200", Span.minutes(1, 3), true, false),
                    new RestorePlan.Step("Rename the new one to orders", Span.minutes(1, 3), true, false)),
            Span.minutes(2, 6),
            List.of("What was written after 2040-03-01T02:00:00Z is lost."));
    /** How things are after it. */
    public static final Aftermath AFTERMATH = new Aftermath(
            "orders-old-20400301024200",
            List.of(
                    new Aftermath.Item("The endpoint is the same. Connections of before are dead.", List.of()),
                    new Aftermath.Item(
                            "The old one is kept. To remove it, when all is well:",
                            List.of("aws rds delete-db-instance --db-instance-identifier orders-old-20400301024200"))));

    private final RunEvents events;
    private final RestorePlan plan;
    private final int failing;

    /**
     * A restore.
     *
     * @param failing the number of the step that fails; 0 for none
     */
    public SampleRestore(RunEvents events, RestorePlan plan, int failing) {
        this.events = events;
        this.plan = plan;
        this.failing = failing;
    }

    /** A plan that has been carried out already. */
    public static RestorePlan done() {
        return new RestorePlan(
                PLAN.source(), PLAN.noun(), PLAN.origin(), PLAN.strategy(), List.of(), Span.NONE, List.of());
    }

    /** What is typed for it. */
    public static Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("snapshotId", POINT.id());
        parameters.put("confirm", "orders");
        return parameters;
    }

    /** The events of one that is confirmed, up to the step that fails. */
    public static void play(RunEvents events, int failing) {
        events.publish(new RunEvent.RestorePlanned(events.now(), PLAN, true, parameters()));
        new SampleRestore(events, PLAN, failing).carryOut(PLAN);
    }

    @Override
    public String source() {
        return plan.source();
    }

    @Override
    public ListedPoint point() {
        return new ListedPoint(
                POINT, "available", true, 100, 0, "postgres 17.4", ListedPoint.Origin.ORDERMIG, "staging", "2");
    }

    @Override
    public RestorePlan plan() {
        return plan;
    }

    @Override
    public Aftermath carryOut(RestorePlan given) {
        for (int number = 1; number <= given.steps().size(); number++) {
            RestorePlan.Step step = given.steps().get(number - 1);
            events.publish(new RunEvent.RestoreStepStarted(events.now(), number, step));
            events.publish(new RunEvent.RestoreStepProgressed(
                    events.now(), number, step, "orders is creating", Duration.ofMinutes(1)));
            if (number == failing) {
                throw new OrdermigException(Problem.of(RestoreProblem.FAILED, "What was restored has come to nothing.")
                        .fix("Look at its events.")
                        .changed("a new instance was begun")
                        .repeat(Repeat.SAFE)
                        .build());
            }
            events.publish(
                    new RunEvent.RestoreStepFinished(events.now(), number, step, false, Duration.ofMinutes(number)));
            if (number == 1) {
                events.publish(new RunEvent.RestoreVerified(
                        events.now(), "The history can be read", "2 migrations", true, Duration.ofMillis(7)));
            }
        }
        events.publish(
                new RunEvent.RestoreFinished(events.now(), AFTERMATH, Duration.ofMinutes(6), Duration.ofSeconds(130)));
        return AFTERMATH;
    }

    @Override
    public void close() {}
}
