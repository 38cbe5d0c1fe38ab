package io.ordermig.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a restore does, or would do.
 *
 * @param source what is taken back: the identifier of the instance or cluster, or the name of the database. Confirming
 *     names it
 * @param noun {@code instance}, {@code cluster} or {@code database}
 * @param origin what it is taken back to
 * @param strategy in which order
 * @param steps what is done, in order, those that an earlier run has done already included; empty when the source is
 *     restored from there already
 * @param outage how long nobody can use the database, expected
 * @param notices what to know before confirming: what is lost, and what stays behind
 */
public record RestorePlan(
        String source,
        String noun,
        Origin origin,
        Strategy strategy,
        List<Step> steps,
        Span outage,
        List<String> notices) {

    public RestorePlan {
        steps = List.copyOf(steps);
        notices = List.copyOf(notices);
    }

    /**
     * What data are taken back to.
     *
     * @param point the restore point; empty for a point in time
     * @param time which moment the data are of, to the second
     * @param schemaVersion the version of the schema then; empty when that is not known
     */
    public record Origin(Optional<RestorePoint> point, Instant time, String schemaVersion) {

        /** For people: {@code snapshot … of orders}, or {@code the state at 2026-03-01T10:15:00Z}. */
        public String title() {
            return point.map(RestorePoint::title).orElse("the state at " + time);
        }
    }

    /** In which order the old and the new come and go. */
    public enum Strategy {
        /** The new one is made beside the old one, checked, and the names are swapped. The old one is kept. */
        SWAP,
        /** The old one is removed first. */
        REPLACE,
        /** Databases of one server change their names in one transaction. The old one is kept. */
        RENAME
    }

    /**
     * One thing that is done.
     *
     * @param title what, an imperative without its full stop
     * @param expected how long it takes
     * @param outage whether nobody can use the database meanwhile
     * @param done whether an earlier run has done it
     */
    public record Step(String title, Span expected, boolean outage, boolean done) {}

    /** A duration that is only known about. */
    public record Span(Duration least, Duration most) {

        /** No time worth telling. */
        public static final Span NONE = new Span(Duration.ZERO, Duration.ZERO);

        /** Both together, one after the other. */
        public Span plus(Span next) {
            return new Span(least.plus(next.least), most.plus(next.most));
        }

        /** A span in minutes. */
        public static Span minutes(long least, long most) {
            return new Span(Duration.ofMinutes(least), Duration.ofMinutes(most));
        }
    }

    /** How long all that is not done yet takes together, expected. */
    public Span remaining() {
        return steps.stream().filter(step -> !step.done()).map(Step::expected).reduce(Span.NONE, Span::plus);
    }

    /** Whether there is nothing to do. */
    public boolean isDone() {
        return steps.isEmpty();
    }
}
