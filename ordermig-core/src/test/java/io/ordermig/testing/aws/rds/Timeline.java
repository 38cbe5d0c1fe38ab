package io.ordermig.testing.aws.rds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What will happen, and when: effects that come due as the clock passes them. Catching up runs them in their order,
 * each at its own instant, so that what one of them plans follows from when it was due and not from when somebody
 * looked.
 */
final class Timeline {

    private record Due(Instant at, long order, Runnable effect) {}

    private final Clock clock;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private long planned;
    private Instant now;
    private boolean catchingUp;

    Timeline(Clock clock) {
        this.clock = clock;
        this.now = clock.instant();
    }

    /** The instant that is being simulated. */
    Instant now() {
        return now;
    }

    /** Plans an effect. */
    void after(Duration delay, Runnable effect) {
        at(now.plus(delay), effect);
    }

    /** Plans an effect. */
    void at(Instant instant, Runnable effect) {
        queue.add(new Due(instant, planned++, effect));
    }

    /** Lets everything happen that is due by now. */
    void catchUp() {
        if (catchingUp) {
            return;
        }
        catchingUp = true;
        try {
            Instant until = clock.instant();
            for (Due due = queue.peek(); due != null && !due.at().isAfter(until); due = queue.peek()) {
                queue.remove();
                now = due.at().isAfter(now) ? due.at() : now;
                due.effect().run();
            }
            now = until.isAfter(now) ? until : now;
        } finally {
            catchingUp = false;
        }
    }
}
