package io.ordermig.testing.aws.rds;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The status of a resource: one phase after the other, each for its time, and between them the status it rests in.
 */
final class Phases {

    static final String AVAILABLE = "available";

    /** No status of its own: the resource looks as it does at rest, though something is under way. */
    static final String UNSEEN = "";

    private record Phase(String status, Duration takes, Runnable atStart, Runnable atEnd) {}

    private static final Runnable NOTHING = () -> {};

    private final Timeline timeline;
    private final Deque<Phase> waiting = new ArrayDeque<>();
    private Phase current;
    private String resting = AVAILABLE;
    private int generation;

    Phases(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Appends a phase. */
    Phases then(String status, Duration takes) {
        return then(status, takes, NOTHING, NOTHING);
    }

    /** Appends a phase that ends with an effect. */
    Phases then(String status, Duration takes, Runnable atEnd) {
        return then(status, takes, NOTHING, atEnd);
    }

    /** Appends a phase with an effect when it begins and one when it ends. */
    Phases then(String status, Duration takes, Runnable atStart, Runnable atEnd) {
        waiting.add(new Phase(status, takes, atStart, atEnd));
        if (current == null) {
            next();
        }
        return this;
    }

    private void next() {
        Phase phase = waiting.poll();
        current = phase;
        if (phase == null) {
            return;
        }
        int mine = generation;
        phase.atStart().run();
        timeline.after(phase.takes(), () -> {
            if (mine == generation) {
                phase.atEnd().run();
                if (mine == generation) {
                    next();
                }
            }
        });
    }

    /** Forgets what is under way and what was to come. */
    Phases abandon() {
        generation++;
        waiting.clear();
        current = null;
        return this;
    }

    /** Sets the status between phases, such as {@code available} or {@code storage-full}. */
    void rest(String status) {
        resting = status;
    }

    /** The status between phases. */
    String resting() {
        return resting;
    }

    /** Whether nothing is under way. */
    boolean idle() {
        return current == null;
    }

    /** The status that is seen now. */
    String status() {
        return current == null || current.status().isEmpty() ? resting : current.status();
    }
}
