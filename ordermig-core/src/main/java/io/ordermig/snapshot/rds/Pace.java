package io.ordermig.snapshot.rds;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long something still takes, judged by how fast its percentage has grown. RDS's percentage rests at 0 until
 * something is transferred, and at 100 until all is done, and says nothing then.
 */
final class Pace {

    private static final int ENOUGH_PERCENT = 5;
    private static final Duration ENOUGH_TIME = Duration.ofSeconds(30);

    private @Nullable Instant first;
    private int firstPercent;

    /** What remains, after one more look; zero when that cannot be said yet. */
    Duration remaining(Instant now, int percent) {
        if (percent <= 0 || percent >= 100) {
            return Duration.ZERO;
        }
        if (first == null || percent < firstPercent) {
            first = now;
            firstPercent = percent;
            return Duration.ZERO;
        }
        int grown = percent - firstPercent;
        Duration took = Duration.between(first, now);
        if (grown < ENOUGH_PERCENT || took.compareTo(ENOUGH_TIME) < 0) {
            return Duration.ZERO;
        }
        return took.multipliedBy(100L - percent).dividedBy(grown);
    }
}
