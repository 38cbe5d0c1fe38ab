package io.ordermig.testing.aws;

import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of the simulator. It stands still until a test advances it; given to the code under test as its clock and
 * its sleeper, each wait advances it by just that wait. A running one follows the real clock, at a rate. Thread-safe.
 */
public final class SimulatedClock extends Clock implements Sleeper {

    private final Instant start;
    private final Clock real;
    private final double rate;
    private final Instant realStart;
    private Duration advanced = Duration.ZERO;

    private SimulatedClock(Instant start, Clock real, double rate) {
        this.start = start;
        this.real = real;
        this.rate = rate;
        this.realStart = real.instant();
    }

    /** A clock that stands still until it is advanced. */
    public static SimulatedClock standing(Instant start) {
        return new SimulatedClock(start, Clock.systemUTC(), 0);
    }

    /** A clock that starts now and runs {@code rate} times as fast as the real one. */
    public static SimulatedClock running(double rate) {
        return new SimulatedClock(Clock.systemUTC().instant(), Clock.systemUTC(), rate);
    }

    /** Moves the time on. */
    public synchronized void advance(Duration by) {
        advanced = advanced.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        long ran = Duration.between(realStart, real.instant()).toNanos();
        return start.plus(advanced).plusNanos(Math.round(ran * rate));
    }

    /** Does not wait: the simulated time moves on instead. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The simulated clock is in UTC.");
    }
}
