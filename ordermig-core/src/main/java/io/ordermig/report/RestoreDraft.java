package io.ordermig.report;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.report.RestoreEntry.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A restore while it is going on. */
final class RestoreDraft {

    private final RestorePlan plan;
    private final boolean confirmed;
    private final Map<String, String> parameters;
    private final List<RestoreEntry.Step> steps = new ArrayList<>();
    private final List<RestoreEntry.Verification> verifications = new ArrayList<>();
    private Optional<Duration> outage = Optional.empty();
    private Optional<Aftermath> aftermath = Optional.empty();

    RestoreDraft(RunEvent.RestorePlanned event) {
        plan = event.plan();
        confirmed = event.confirmed();
        parameters = event.parameters();
        plan.steps()
                .forEach(step -> steps.add(new RestoreEntry.Step(
                        step, step.done() ? State.DONE : State.PLANNED, step.done(), Duration.ZERO)));
    }

    void add(RunEvent.RestoreStepStarted event) {
        put(event.number(), new RestoreEntry.Step(event.step(), State.RUNNING, false, Duration.ZERO));
    }

    void add(RunEvent.RestoreStepFinished event) {
        put(event.number(), new RestoreEntry.Step(event.step(), State.DONE, event.alreadySo(), event.took()));
    }

    void add(RunEvent.RestoreVerified event) {
        verifications.add(
                new RestoreEntry.Verification(event.question(), event.answer(), event.passed(), event.took()));
    }

    void add(RunEvent.RestoreFinished event) {
        outage = Optional.of(event.outage());
        aftermath = Optional.of(event.aftermath());
    }

    /** The goal has ended: what still runs is what it was stopped in. */
    void end() {
        steps.replaceAll(step -> step.state() == State.RUNNING
                ? new RestoreEntry.Step(step.planned(), State.FAILED, step.alreadySo(), step.took())
                : step);
    }

    RestoreEntry entry() {
        return new RestoreEntry(plan, confirmed, parameters, steps, verifications, outage, aftermath);
    }

    private void put(int number, RestoreEntry.Step step) {
        steps.set(number - 1, step);
    }
}
