package io.ordermig.restore.copy;

import io.ordermig.event.RestorePlan.Step;
import io.ordermig.event.RunEvent;
import io.ordermig.restore.RestoreContext;
import java.time.Duration;
import java.time.Instant;

/** Tells of one step: that it begins, what it waits for, and that it is done. */
final class StepEvents {

    private final RestoreContext context;
    private final int number;
    private final Step step;
    private final Instant begun;
    private Instant told;
    private String state = "";

    private StepEvents(RestoreContext context, int number, Step step) {
        this.context = context;
        this.number = number;
        this.step = step;
        this.begun = context.snapshots().clock().instant();
        this.told = begun;
    }

    /** The step begins. */
    static StepEvents started(RestoreContext context, int number, Step step) {
        StepEvents events = new StepEvents(context, number, step);
        context.snapshots()
                .events()
                .publish(new RunEvent.RestoreStepStarted(
                        context.snapshots().events().now(), number, step));
        return events;
    }

    /** An earlier run has done it. */
    static void alreadySo(RestoreContext context, int number, Step step) {
        new StepEvents(context, number, step).finished(true);
    }

    /** What is waited for: told when that changes, and at each look at it. */
    void progressed(String now) {
        Instant at = context.snapshots().clock().instant();
        Duration poll = context.snapshots().config().waiting().pollInterval();
        if (!now.equals(state) || !at.isBefore(told.plus(poll))) {
            state = now;
            told = at;
            context.snapshots()
                    .events()
                    .publish(new RunEvent.RestoreStepProgressed(
                            context.snapshots().events().now(), number, step, now, Duration.between(begun, at)));
        }
    }

    /** It is done. */
    void finished() {
        finished(false);
    }

    private void finished(boolean alreadySo) {
        context.snapshots()
                .events()
                .publish(new RunEvent.RestoreStepFinished(
                        context.snapshots().events().now(),
                        number,
                        step,
                        alreadySo,
                        alreadySo
                                ? Duration.ZERO
                                : Duration.between(
                                        begun, context.snapshots().clock().instant())));
    }
}
