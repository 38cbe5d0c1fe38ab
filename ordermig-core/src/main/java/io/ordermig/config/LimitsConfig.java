package io.ordermig.config;

import io.ordermig.time.Durations;
import java.time.Duration;

/**
 * How long things may take. Zero means without limit.
 *
 * @param lockTimeout how long a statement waits for a lock; a file's {@code lock-timeout} directive overrides it
 * @param statementTimeout how long a statement may run; a file's {@code statement-timeout} directive overrides it
 * @param maxQueryExecutionTime past this a statement is logged as slow
 */
public record LimitsConfig(Duration lockTimeout, Duration statementTimeout, Duration maxQueryExecutionTime) {

    /** The longest limit that PostgreSQL takes, 24 days and some hours. */
    public static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /** Reads {@code lockTimeout}, {@code statementTimeout} and {@code maxQueryExecutionTime}. */
    public static LimitsConfig from(Settings settings) {
        return new LimitsConfig(
                limit(settings, "lockTimeout", Duration.ofSeconds(1)),
                limit(settings, "statementTimeout", Duration.ZERO),
                limit(settings, "maxQueryExecutionTime", Duration.ofSeconds(10)));
    }

    private static Duration limit(Settings settings, String name, Duration fallback) {
        return settings.read(
                name,
                fallback,
                Durations.FORM + ", of at most 24 days",
                text -> Durations.parse(text)
                        .filter(limit -> limit.compareTo(LONGEST) <= 0)
                        .orElse(null));
    }
}
