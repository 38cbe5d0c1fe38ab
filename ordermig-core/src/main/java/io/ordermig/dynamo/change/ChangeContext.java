package io.ordermig.dynamo.change;

import io.ordermig.event.RunEvents;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;

/**
 * What carrying out changes needs of its surroundings.
 *
 * @param clock the time
 * @param sleeper who waits
 * @param events who is told
 * @param pollInterval the time between two looks at a table, a second at least
 * @param budget how long one change may take with all its calls: hours, for an index of a large table
 */
public record ChangeContext(Clock clock, Sleeper sleeper, RunEvents events, Duration pollInterval, Duration budget) {

    public ChangeContext {
        if (budget.isNegative() || pollInterval.isNegative()) {
            throw new IllegalArgumentException("durations are not negative");
        }
    }
}
