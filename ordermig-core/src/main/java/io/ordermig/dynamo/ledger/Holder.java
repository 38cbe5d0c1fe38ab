package io.ordermig.dynamo.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * Who holds the lock, as it says itself.
 *
 * @param runner who it is
 * @param since when it got the lock, by its own clock
 * @param term the number of this tenure; each one has a higher number than the one before
 * @param lease how long the lock stays its own after its last sign of life
 */
public record Holder(Runner runner, Instant since, long term, Duration lease) {

    /** For people: {@code run 20260301T101500Z-7f3a of ana on build-7, since 2026-03-01T10:15:00Z}. */
    public String title() {
        return runner.title() + ", since " + since;
    }
}
