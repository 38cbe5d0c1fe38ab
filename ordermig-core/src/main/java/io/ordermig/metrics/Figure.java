package io.ordermig.metrics;

import java.time.Instant;
import java.util.Map;

/**
 * One figure of a run.
 *
 * @param name such as {@code MigrationDuration}
 * @param at when it was true
 * @param value its value
 * @param unit what it counts
 * @param dimensions names to values by which figures are told apart
 */
public record Figure(String name, Instant at, double value, Unit unit, Map<String, String> dimensions) {

    /** What a figure counts. */
    public enum Unit {
        /** Things. */
        COUNT,
        /** Thousandths of a second. */
        MILLISECONDS
    }

    public Figure {
        dimensions = Map.copyOf(dimensions);
    }
}
