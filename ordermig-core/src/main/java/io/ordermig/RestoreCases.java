package io.ordermig;

import io.ordermig.config.RestoreConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.ListedPoint;
import java.util.Optional;
import java.util.function.Function;

/**
 * The use cases of going back: a part of the front door, which {@link Ordermig#restores} opens. Every method throws
 * {@link OrdermigException} when it cannot go on. Not thread-safe.
 */
public final class RestoreCases {

    private final Ordermig door;
    private final RestoreConfig config;
    private final boolean onAws;
    private final Function<RunEvents, Restore> opening;

    RestoreCases(Ordermig door, RestoreConfig config, boolean onAws, Function<RunEvents, Restore> opening) {
        this.door = door;
        this.config = config;
        this.onAws = onAws;
        this.opening = opening;
    }

    /**
     * What {@link #restore} did, or would do.
     *
     * @param plan what there was to do
     * @param aftermath how things are now; empty when it was not confirmed, or nothing was to be done
     */
    public record RestoreOutcome(RestorePlan plan, Optional<Aftermath> aftermath) {

        /** Whether the data were taken back. */
        public boolean restored() {
            return aftermath.isPresent();
        }
    }

    /** The restore point that {@link #restore} would take the data back to. Changes nothing, not even the report. */
    public ListedPoint find() {
        return Ordermig.guarded(() -> {
            try (Restore restore = opening.apply(door.unrecorded())) {
                return restore.point();
            }
        });
    }

    /** Takes the data back; without a confirmation it only says how. */
    public RestoreOutcome restore() {
        return door.recorded("restore", this::restored, RestoreOutcome::restored, onAws);
    }

    private RestoreOutcome restored(RunEvents events) {
        try (Restore restore = opening.apply(events)) {
            boolean confirmed = isConfirmed(restore.source());
            RestorePlan plan = restore.plan();
            events.publish(new RunEvent.RestorePlanned(events.now(), plan, confirmed));
            return new RestoreOutcome(
                    plan, confirmed && !plan.isDone() ? Optional.of(restore.carryOut(plan)) : Optional.empty());
        }
    }

    private boolean isConfirmed(String source) {
        if (!config.confirmation().isEmpty() && !config.confirmation().equals(source)) {
            throw new OrdermigException(
                    Problem.of(RestoreProblem.CONFIRMED_OTHER, "What was confirmed is not what would be taken back.")
                            .where("parameter confirm: " + config.confirmation())
                            .fix(Remedy.set("confirm", source, "to take it back"))
                            .build());
        }
        return !config.confirmation().isEmpty();
    }
}
