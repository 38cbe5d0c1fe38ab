package io.ordermig.testing.aws.rds;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a snapshot is. The percentage is of an estimate: it stays at 0 before anything is transferred, and at 100
 * well before the snapshot is available.
 */
record Progress(Instant started, Duration takes) {

    /** The percentage that RDS says. */
    int percent(Instant now) {
        double share =
                takes.isZero() ? 1 : (double) Duration.between(started, now).toMillis() / takes.toMillis();
        return (int) Math.max(0, Math.min(100, Math.floor((share - 0.2) / 0.6 * 100)));
    }
}
