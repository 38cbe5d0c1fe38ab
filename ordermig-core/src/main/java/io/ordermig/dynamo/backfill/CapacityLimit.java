package io.ordermig.dynamo.backfill;

import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Holds the consumption of capacity units to a rate: a bucket that fills with time and holds the units of one second.
 * What a call costs is known when it is answered, so an estimate is reserved before and settled after; a call that cost
 * more makes the next one wait.
 *
 * <p>The rate adapts. When DynamoDB throttles it becomes half of what was consumed in fact, at most once a second,
 * because calls that are under way are throttled by the same shortage; it then grows back by a twentieth of its highest
 * value each second. Thread-safe.
 */
public final class CapacityLimit {

    private static final double GROWTH_PER_SECOND = 0.05;
    private static final double LOWEST_PART = 0.01;
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final Clock clock;
    private final Sleeper sleeper;
    private final double highest;
    private final double lowest;
    private double rate;
    private double balance;
    private double total;
    private Instant filled;
    private Instant mayHalveAt;
    private Instant windowBegun;
    private double windowUnits;
    private double measured;

    /**
     * A limit with a full bucket.
     *
     * @param unitsPerSecond the highest rate
     */
    public CapacityLimit(Clock clock, Sleeper sleeper, double unitsPerSecond) {
        if (!(unitsPerSecond > 0)) {
            throw new IllegalArgumentException("units per second: " + unitsPerSecond);
        }
        this.clock = clock;
        this.sleeper = sleeper;
        this.highest = unitsPerSecond;
        this.lowest = Math.min(unitsPerSecond, Math.max(1, unitsPerSecond * LOWEST_PART));
        this.rate = unitsPerSecond;
        this.balance = unitsPerSecond;
        this.filled = clock.instant();
        this.mayHalveAt = filled;
        this.windowBegun = filled;
    }

    /**
     * Takes units, and waits until they are there.
     *
     * @param units an estimate of what a call will consume
     * @throws InterruptedException when the waiting thread is told to stop; the units stay taken
     */
    public void reserve(double units) throws InterruptedException {
        Duration wait;
        synchronized (this) {
            fill();
            balance -= units;
            wait = balance >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-balance / rate * 1e9));
        }
        if (!wait.isZero()) {
            sleeper.sleep(wait);
        }
    }

    /** Corrects a reservation by what the call consumed in fact: 0 when it was refused. */
    public synchronized void settle(double reserved, double consumed) {
        fill();
        balance = Math.min(rate, balance + reserved - consumed);
        total += consumed;
        windowUnits += consumed;
    }

    /** DynamoDB throttled a call. */
    public synchronized void throttled() {
        fill();
        if (filled.isBefore(mayHalveAt)) {
            return;
        }
        mayHalveAt = filled.plus(WINDOW);
        double used = measured > 0 ? Math.min(rate, measured) : rate;
        rate = Math.max(lowest, used / 2);
        balance = Math.min(balance, 0);
    }

    /** The present rate in units per second. */
    public synchronized double rate() {
        fill();
        return rate;
    }

    /** All units consumed so far. */
    public synchronized double total() {
        return total;
    }

    private void fill() {
        Instant now = clock.instant();
        if (!now.isAfter(filled)) {
            return;
        }
        double seconds = Duration.between(filled, now).toNanos() / 1e9;
        filled = now;
        balance = Math.min(rate, balance + seconds * rate);
        if (rate < highest && !now.isBefore(mayHalveAt)) {
            rate = Math.min(highest, rate + highest * GROWTH_PER_SECOND * seconds);
        }
        double window = Duration.between(windowBegun, now).toNanos() / 1e9;
        if (window >= WINDOW.toSeconds()) {
            measured = windowUnits / window;
            windowUnits = 0;
            windowBegun = now;
        }
    }
}
