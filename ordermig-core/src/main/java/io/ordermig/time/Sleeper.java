package io.ordermig.time;

import java.time.Duration;

/** Waits. Engines take one so that tests decide how long a wait lasts. */
@FunctionalInterface
public interface Sleeper {

    /** Waits on the real clock. */
    Sleeper SYSTEM = duration -> Thread.sleep(duration.toMillis());

    /**
     * Waits for the given time.
     *
     * @throws InterruptedException when the waiting thread is told to stop
     */
    void sleep(Duration duration) throws InterruptedException;
}
