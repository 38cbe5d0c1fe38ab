package io.ordermig;

import io.ordermig.config.NotificationConfig.Occasion;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.ListedPoint;
import java.util.Map;
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
     * What {@link #find} found.
     *
     * @param source what would be taken back; confirming names it
     * @param point what it would be taken back to
     */
    public record FoundPoint(String source, ListedPoint point) {}

    /**
     * What {@link #restore} did, or would do.
     *
     * @param plan what there was to do
     * @param parameters what to give for this very restore, confirmed: names of parameters to values, in order
     * @param aftermath how things are now; empty when it was not confirmed, or nothing was to be done
     */
    public record RestoreOutcome(RestorePlan plan, Map<String, String> parameters, Optional<Aftermath> aftermath) {

        /** Whether the data were taken back. */
        public boolean restored() {
            return aftermath.isPresent();
        }
    }

    /** The restore point that {@link #restore} would take the data back to. Changes nothing, not even the report. */
    public FoundPoint find() {
        return Ordermig.guarded(() -> {
            try (Restore restore = opening.apply(door.unrecorded())) {
                return new FoundPoint(restore.source(), restore.point());
            }
        });
    }

    /**
     * Takes the data back; without a confirmation it only says how, and nobody is told. In an emergency people are told
     * when it begins and when it ends, whatever they are told of else.
     */
    public RestoreOutcome restore() {
        GoalRecording recording = door.recording(telling());
        return recording.record(
                "restore",
                onAws,
                RestoreOutcome::restored,
                events -> Ordermig.guarded(() -> restored(recording, events)));
    }

    private RunConfig telling() {
        if (config.confirmation().isEmpty()) {
            return door.config().untold();
        }
        return config.emergency() ? door.config().telling(Occasion.RESTORE) : door.config();
    }

    private RestoreOutcome restored(GoalRecording recording, RunEvents events) {
        if (config.emergency() && door.config().notification().topicArn().isEmpty()) {
            throw nobodyTold();
        }
        try (Restore restore = opening.apply(events)) {
            boolean confirmed = isConfirmed(restore.source());
            RestorePlan plan = restore.plan();
            Map<String, String> parameters = config.parameters(
                    plan.origin().point().map(RestorePoint::id).orElse(""));
            parameters.put("confirm", plan.source());
            events.publish(new RunEvent.RestorePlanned(events.now(), plan, confirmed, parameters));
            if (!confirmed || plan.isDone()) {
                return new RestoreOutcome(plan, parameters, Optional.empty());
            }
            if (config.emergency()) {
                recording.announceStart();
            }
            return new RestoreOutcome(plan, parameters, Optional.of(restore.carryOut(plan)));
        }
    }

    private static OrdermigException nobodyTold() {
        return new OrdermigException(Problem.of(
                        RestoreProblem.NOBODY_TOLD, "An emergency is to be announced, and there is nobody to tell.")
                .where("parameter emergency")
                .fix(Remedy.set(
                        "notificationTopic", "arn:aws:sns:<region>:<account>:<name>", "to tell those concerned"))
                .fix("Leave the emergency out: everything else is done without it, too.")
                .build());
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
