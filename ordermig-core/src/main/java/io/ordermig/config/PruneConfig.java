package io.ordermig.config;

import java.time.Duration;

/**
 * Which restore points are removed.
 *
 * @param keep how many of the newest stay, however old they are
 * @param olderThan how old those beyond them must be
 * @param confirmation the name of what they are restore points of, as a sign that they may go; empty to show only
 */
public record PruneConfig(int keep, Duration olderThan, String confirmation) {

    /** Reads {@code keep}, {@code olderThan} and {@code confirm}; notes what is wrong with them. */
    public static PruneConfig from(Settings settings) {
        return new PruneConfig(
                settings.number("keep", 5, 1, 100_000),
                settings.duration("olderThan", Duration.ofDays(30)),
                settings.text("confirm", ""));
    }
}
