package io.ordermig.config;

import java.time.Duration;

/**
 * How long things may take. Zero means without limit.
 *
 * @param lockTimeout how long a statement waits for a lock; a file's {@code lock-timeout} directive overrides it
 * @param statementTimeout how long a statement may run; a file's {@code statement-timeout} directive overrides it
 * @param maxQueryExecutionTime past this a statement is logged as slow
 */
public record LimitsConfig(Duration lockTimeout, Duration statementTimeout, Duration maxQueryExecutionTime) {

    /** Reads {@code lockTimeout}, {@code statementTimeout} and {@code maxQueryExecutionTime}. */
    public static LimitsConfig from(Settings settings) {
        return new LimitsConfig(
                settings.duration("lockTimeout", Duration.ofSeconds(1)),
                settings.duration("statementTimeout", Duration.ZERO),
                settings.duration("maxQueryExecutionTime", Duration.ofSeconds(10)));
    }
}
