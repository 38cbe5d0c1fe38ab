package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Sleeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a bounded wait, on the clock that never jumps.
 *
 * @param end on the scale of {@link System#nanoTime}
 * @param sleeper waits between two looks
 */
record Deadline(long end, Sleeper sleeper) {

    static Deadline in(Duration time, Sleeper sleeper) {
        return new Deadline(System.nanoTime() + time.toNanos(), sleeper);
    }

    boolean passed() {
        return end - System.nanoTime() <= 0;
    }

    /** The time left, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Waits one step, or what is left. */
    void pause(Duration step) {
        Duration left = left();
        try {
            sleeper.sleep(step.compareTo(left) < 0 ? step : left);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** For a step that does not wait, and so would not notice. */
    static void refuseInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
    }

    /** Keeps the thread's interrupt flag and says what happened. */
    static OrdermigException interrupted(@Nullable Exception cause) {
        Thread.currentThread().interrupt();
        return new OrdermigException(
                LocalProblem.INTERRUPTED
                        .says("Told to stop while waiting for the local server.")
                        .changed("the server may have been started; the next run finds it and stops it at its end")
                        .fix("Run it again.")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }
}
