package io.ordermig.postgres;

import java.time.Duration;
import java.util.Optional;

/**
 * What a database says of itself, as far as a restore point of it is concerned.
 *
 * @param database its name
 * @param version the version of its schema; empty when nothing was ever applied
 * @param sinceLastChange how long ago, by the server's clock, the last migration ended; empty when there was none
 */
public record HistoryState(String database, String version, Optional<Duration> sinceLastChange) {

    /** Whether a restore point of that age has everything that was ever applied. */
    public boolean unchangedFor(Duration age) {
        return sinceLastChange.isEmpty() || sinceLastChange.get().compareTo(age) > 0;
    }
}
