package io.ordermig.report;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore did, or would do.
 *
 * @param plan what there was to do
 * @param confirmed whether it was to be done; otherwise it was only shown
 * @param parameters what to give for this very restore, confirmed: names of parameters to values, in order
 * @param steps how far each step of the plan has come, in order
 * @param verifications what was asked of the restored data, in order
 * @param outage how long nobody could use the database, in this run; empty while that has not ended
 * @param aftermath how things are now; empty when it was not done, or not to the end
 */
public record RestoreEntry(
        RestorePlan plan,
        boolean confirmed,
        Map<String, String> parameters,
        List<Step> steps,
        List<Verification> verifications,
        Optional<Duration> outage,
        Optional<Aftermath> aftermath) {

    public RestoreEntry {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        steps = List.copyOf(steps);
        verifications = List.copyOf(verifications);
    }

    /** How far a step has come. */
    public enum State {
        /** It was not begun. */
        PLANNED,
        /** It was being done when the report was written. */
        RUNNING,
        /** It is done. */
        DONE,
        /** It was stopped in. */
        FAILED
    }

    /**
     * One step.
     *
     * @param alreadySo whether an earlier run had done it
     * @param took how long it took in this run; zero while it is not done
     */
    public record Step(RestorePlan.Step planned, State state, boolean alreadySo, Duration took) {}

    /** One question to the restored data, and its answer. */
    public record Verification(String question, String answer, boolean passed, Duration took) {}

    /** The step that it was stopped in, or that runs; empty when it is between two of them, or ended well. */
    public Optional<Step> current() {
        return steps.stream()
                .filter(step -> step.state() == State.FAILED || step.state() == State.RUNNING)
                .findFirst();
    }

    /** Whether a step was begun in which nobody can use the database. */
    public boolean reachedOutage() {
        return steps.stream().anyMatch(step -> step.planned().outage() && step.state() != State.PLANNED);
    }

    /** What there is to know of the restore point or moment, for people. */
    public String from() {
        return plan.origin().title();
    }
}
